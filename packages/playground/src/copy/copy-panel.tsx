import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { page } from '../state/page.ts';
import { copyText } from './clipboard.ts';
import { copies } from './copies.ts';
import { copyFileName, currentCopy } from './current.ts';
import { save } from './save.ts';
import './copy.css';

/** How much of a long text is shown, in characters; all of it is copied. */
const shownLength = 20_000;

/** For how long the button says that it has copied, in milliseconds. */
const thanksTime = 2_000;

/** What can be copied: code that does the same again, and the regions in every format. */
export function CopyPanel(): JSX.Element {
  const chosen = useSignal('typescript');
  const said = useSignal('');
  const copy = copies[chosen.value];
  const text = currentCopy(chosen.value);

  const put = async (): Promise<void> => {
    const copied = await copyText(text ?? '');
    said.value = copied ? 'Copied' : 'The browser did not allow it: select the text and copy it by hand.';
    setTimeout(() => {
      said.value = '';
    }, thanksTime);
  };

  return (
    <div class="copy">
      <fieldset class="kinds">
        <legend class="unseen">Copy as</legend>
        {Object.entries(copies).map(([name, { label }]) => (
          <label key={name}>
            <input
              type="radio"
              name="copy"
              value={name}
              checked={chosen.value === name}
              onChange={() => {
                chosen.value = name;
                said.value = '';
              }}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <p class="faint">{copy?.note}</p>
      {text === undefined ? (
        <p>There are no regions yet.</p>
      ) : (
        <>
          <div class="flow">
            <button type="button" class="primary" data-key="c" onClick={() => void put()}>
              Copy
            </button>
            <button
              type="button"
              onClick={() => {
                const { ending = '', mediaType = '' } = copy ?? {};
                save(text, copyFileName(page.value?.name ?? '', ending), mediaType);
              }}
            >
              Download
            </button>
            <span role="status">{said.value}</span>
          </div>
          <textarea
            readOnly
            spellcheck={false}
            wrap="off"
            aria-label={copy?.label}
            value={text.length > shownLength ? `${text.slice(0, shownLength)}\n…` : text}
          />
        </>
      )}
    </div>
  );
}
