import type { JSX } from 'preact';
import { before, regions } from '../state/result.ts';
import { comparison, dividerShare } from './compare-state.ts';
import { countOf } from './describe.ts';

const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

function put(share: number): void {
  dividerShare.value = Math.min(Math.max(share, 0), 1);
}

function press(event: KeyboardEvent): void {
  const step = keySteps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  put(dividerShare.peek() + (event.shiftKey ? step * 10 : step));
}

function drag(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
  event.stopPropagation();
  const stage = event.currentTarget.parentElement;
  if (event.buttons === 0 || stage === null) return;
  event.currentTarget.setPointerCapture(event.pointerId);
  const { left, width } = stage.getBoundingClientRect();
  put((event.clientX - left) / width);
}

/** The line between before and after, and what is on either side of it. */
export function Divider(): JSX.Element | null {
  if (before.value === null) return null;
  const share = dividerShare.value;
  const percent = Math.round(share * 100);
  const split = comparison.value === 'split';
  return (
    <>
      {comparison.value !== 'after' && (
        <span class="side of-before">Before · {countOf(before.value.regions)}</span>
      )}
      {comparison.value !== 'before' && <span class="side of-after">After · {countOf(regions.value)}</span>}
      {split && (
        <div
          class="divider"
          role="slider"
          tabIndex={0}
          aria-label="Divider: before on its left, after on its right"
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={`${percent} % before, ${100 - percent} % after`}
          style={{ left: `${share * 100}%` }}
          onKeyDown={press}
          onPointerDown={drag}
          onPointerMove={drag}
        />
      )}
    </>
  );
}

const ways = [
  ['before', 'Before'],
  ['split', 'Slider'],
  ['after', 'After'],
] as const;

/** Chooses between before, after, and both with a divider. */
export function CompareControls(): JSX.Element | null {
  if (before.value === null) return null;
  return (
    <fieldset class="tools compare">
      <legend class="for-listeners">Compare before and after</legend>
      {ways.map(([way, label]) => (
        <button
          key={way}
          type="button"
          class="tool"
          title={way === 'split' ? 'Before and after, side by side' : `${label} only (B goes to and fro)`}
          aria-pressed={comparison.value === way}
          onClick={() => {
            comparison.value = way;
          }}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
