import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { accepted, takeFiles } from './take-files.ts';

/** A button that lets the user pick a file. */
export function FilePicker({
  children,
  kind = '',
}: {
  children: ComponentChildren;
  kind?: string;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={kind} data-key="o" onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accepted}
        hidden
        onChange={({ currentTarget }) => {
          void takeFiles([...(currentTarget.files ?? [])]);
          // The same file can be picked again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
