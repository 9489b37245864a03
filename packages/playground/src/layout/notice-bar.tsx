import type { JSX } from 'preact';
import { notice } from '../state/notice.ts';

/** What went wrong outside of a task; empty when all is well, so that screen readers hear of what comes. */
export function NoticeBar(): JSX.Element {
  const said = notice.value;
  return (
    <div class="complaints" role="alert">
      {said !== null && (
        <div class="complaint">
          <p>
            {said.message} {said.hint !== undefined && <span class="faint">{said.hint}</span>}
          </p>
          <button
            type="button"
            class="quiet"
            aria-label="Dismiss"
            onClick={() => {
              notice.value = null;
            }}
          >
            ×
          </button>
        </div>
      )}
    </div>
  );
}
