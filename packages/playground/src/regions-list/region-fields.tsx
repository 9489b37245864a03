import type { Region } from '@detect-regions/regions';
import type { JSX } from 'preact';
import { page } from '../state/page.ts';
import { selected } from '../state/view.ts';
import { inPixels } from '../viewer/describe.ts';
import { redoChange, replaceRegion, selectedRegion, undoChange } from '../viewer/editing.ts';
import { draft } from '../viewer/stage-state.ts';

const edges = [
  ['left', 'Left', 'width'],
  ['top', 'Top', 'height'],
  ['right', 'Right', 'width'],
  ['bottom', 'Bottom', 'height'],
] as const;

function change(edge: keyof Region, input: HTMLInputElement): void {
  const place = selected.peek();
  const region = selectedRegion.peek();
  if (place === null || region === undefined) return;
  if (Number.isFinite(input.valueAsNumber)) replaceRegion(place, { ...region, [edge]: input.valueAsNumber });
  // What was typed may have been cut to the page, or be no number: the field shows what holds.
  input.value = inPixels(selectedRegion.peek()?.[edge] ?? 0);
}

/** The keys that undo a change of a field undo the change of the region: the field has no history of its own. */
function press(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) redoChange();
  else undoChange();
}

/** The selected region's edges, in pixels of the image. */
export function RegionFields(): JSX.Element | null {
  const size = page.value;
  const place = selected.value;
  const region = draft.value?.region ?? selectedRegion.value;
  if (size === null || place === null || region === undefined) return null;
  return (
    <fieldset class="region-fields">
      <legend>Region {place + 1}</legend>
      {edges.map(([edge, label, side]) => (
        <label key={edge}>
          <span>{label}</span>
          <input
            type="number"
            inputMode="numeric"
            step="any"
            min="0"
            max={size[side]}
            value={inPixels(region[edge])}
            onChange={(event) => change(edge, event.currentTarget)}
            onKeyDown={press}
          />
        </label>
      ))}
    </fieldset>
  );
}
