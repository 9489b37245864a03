import type { Region } from '@detect-regions/regions';

/** A length in pixels as people read it: whole, or with up to two digits after the point. */
export function inPixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/** A region's size, such as `120 × 40`. */
export function sizeOf({ left, top, right, bottom }: Region): string {
  return `${inPixels(right - left)} × ${inPixels(bottom - top)}`;
}

/** A region's edges in words, for a person who listens. */
export function edgesOf({ left, top, right, bottom }: Region): string {
  return `left ${inPixels(left)}, top ${inPixels(top)}, right ${inPixels(right)}, bottom ${inPixels(bottom)}`;
}

/** `Region 3 of 27, left 10, top 20, …`, for a person who listens; `place` counts from 0. */
export function describeRegion(region: Region, place: number, count: number): string {
  const width = inPixels(region.right - region.left);
  const height = inPixels(region.bottom - region.top);
  return `Region ${place + 1} of ${count}, ${edgesOf(region)}, ${width} by ${height} pixels`;
}

/** `1 region`, `27 regions`. */
export function countOf(regions: readonly Region[]): string {
  return regions.length === 1 ? '1 region' : `${regions.length} regions`;
}

/** A region's corners as the API writes them: `[left, top, right, bottom]`. */
export function cornersOf({ left, top, right, bottom }: Region): string {
  return `[${left}, ${top}, ${right}, ${bottom}]`;
}
