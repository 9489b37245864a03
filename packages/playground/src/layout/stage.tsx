import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { FilePicker } from '../intake/file-picker.tsx';
import { sizeText } from '../intake/size-text.ts';
import { Start } from '../intake/start.tsx';
import { page } from '../state/page.ts';
import { Comparison } from '../task/comparison.tsx';
import { TaskStatus } from '../task/task-status.tsx';
import { Viewer } from '../viewer/viewer.tsx';

/** The desk: the page that is looked at, with the life of its task; or a place to put one. */
export function Stage(): JSX.Element {
  const shown = page.value;
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // What had the focus may have gone with the page before.
    if (shown !== null && document.activeElement === document.body)
      main.current?.focus({ preventScroll: true });
  }, [shown?.id]);
  if (shown === null)
    return (
      <main ref={main} id="main" tabIndex={-1}>
        <Start />
      </main>
    );
  const { name, width, height, file } = shown;
  return (
    <main ref={main} id="main" tabIndex={-1}>
      <div class="page-bar">
        <p class="file" title={name}>
          <strong>{name}</strong>{' '}
          <span class="faint">
            {Math.round(width)} × {Math.round(height)}, {sizeText(file.size)}
          </span>
        </p>
        <TaskStatus />
        <FilePicker>Open</FilePicker>
      </div>
      <Viewer />
      <Comparison />
    </main>
  );
}
