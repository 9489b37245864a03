import type { JSX } from 'preact';
import { complaint } from '../state/complaint.ts';

/** What went wrong outside of a task; empty when all is well, so that screen readers hear of what comes. */
export function ComplaintBar(): JSX.Element {
  const said = complaint.value;
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
              complaint.value = null;
            }}
          >
            ×
          </button>
        </div>
      )}
    </div>
  );
}
