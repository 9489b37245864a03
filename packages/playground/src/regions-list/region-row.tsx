import type { Region } from '@detect-regions/regions';
import type { JSX } from 'preact';
import { inPixels, sizeOf } from '../viewer/describe.ts';

/** The id of a region's row; `place` counts from 0. */
export function rowId(place: number): string {
  return `region-${place}`;
}

/** A region in the list. */
export interface RegionRowProps {
  readonly region: Region;
  /** Its place in reading order, from 0. */
  readonly place: number;
  readonly count: number;
  /** Where the row is in the list, in CSS pixels from its top. */
  readonly top: number;
  readonly selected: boolean;
  readonly hovered: boolean;
}

const edges = ['left', 'top', 'right', 'bottom'] as const;

/** A row with the region's number, edges and size. */
export function RegionRow({ region, place, count, top, selected, hovered }: RegionRowProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its active row
    <div
      id={rowId(place)}
      class={hovered ? 'region-row hovered' : 'region-row'}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={place + 1}
      data-place={place}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span class="number">
        <span class="for-listeners">Region </span>
        {place + 1}
      </span>
      {edges.map((edge) => (
        <span key={edge}>
          <span class="for-listeners">, {edge} </span>
          {inPixels(region[edge])}
        </span>
      ))}
      <span class="size">
        <span class="for-listeners">, </span>
        {sizeOf(region)}
      </span>
    </div>
  );
}
