import type { Region } from '@detect-regions/regions';
import type { JSX } from 'preact';
import { describeRegion, inPixels, sizeOf } from '../viewer/describe.ts';

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

/** A row with the region's number, edges and size. */
export function RegionRow({ region, place, count, top, selected, hovered }: RegionRowProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its active row
    <div
      id={rowId(place)}
      class={hovered ? 'row hovered' : 'row'}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={place + 1}
      aria-label={describeRegion(region, place, count)}
      data-place={place}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span class="number">{place + 1}</span>
      <span>{inPixels(region.left)}</span>
      <span>{inPixels(region.top)}</span>
      <span>{inPixels(region.right)}</span>
      <span>{inPixels(region.bottom)}</span>
      <span class="size">{sizeOf(region)}</span>
    </div>
  );
}
