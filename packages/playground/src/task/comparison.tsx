import type { JSX } from 'preact';
import { before, regions, result } from '../state/result.ts';
import { comparisonText } from './comparison-text.ts';
import './task.css';

/** What is compared, as long as something is. */
export function Comparison(): JSX.Element | null {
  const last = before.value;
  const now = result.value;
  if (last === null || now === null) return null;
  return (
    <div class="comparison">
      <p>{comparisonText(last, { settings: now.settings, regions: regions.value })}</p>
      <button
        type="button"
        onClick={() => {
          before.value = null;
        }}
      >
        Stop comparing
      </button>
    </div>
  );
}
