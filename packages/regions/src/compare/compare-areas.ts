import type { Region } from '../region.ts';
import type { Counts } from './score.ts';

/** Which of the three sets a region belongs to. */
type Side = 'found' | 'wanted' | 'ignored';

interface Sided {
  readonly region: Region;
  readonly side: Side;
}

/**
 * Square pixels that each side covers, and both: of the union of its regions, without what ignored ones cover. The
 * plane is cut into strips at every edge; within a strip the same regions are met from top to bottom.
 */
export function compareAreas(
  found: readonly Region[],
  wanted: readonly Region[],
  ignored: readonly Region[],
): Counts {
  const all = [...sided(found, 'found'), ...sided(wanted, 'wanted'), ...sided(ignored, 'ignored')].sort(
    (a, b) => a.region.top - b.region.top,
  );
  const edges = [...new Set(all.flatMap(({ region }) => [region.top, region.bottom]))].sort((a, b) => a - b);
  const counts = { matched: 0, found: 0, wanted: 0 };
  let active: Sided[] = [];
  let next = 0;
  for (const [index, top] of edges.entries()) {
    const height = (edges[index + 1] ?? top) - top;
    active = active.filter(({ region }) => region.bottom > top);
    for (let one = all[next]; one !== undefined && one.region.top <= top; one = all[next]) {
      active.push(one);
      next += 1;
    }
    const lengths = compareLengths(active);
    counts.matched += lengths.matched * height;
    counts.found += lengths.found * height;
    counts.wanted += lengths.wanted * height;
  }
  return counts;
}

function sided(regions: readonly Region[], side: Side): Sided[] {
  return regions
    .filter(({ left, top, right, bottom }) => right > left && bottom > top)
    .map((region) => ({ region, side }));
}

/** The same for the lengths that regions cover along a line across all of them. */
function compareLengths(regions: readonly Sided[]): Counts {
  const ends = regions
    .flatMap(({ region, side }) => [
      { x: region.left, side, step: 1 },
      { x: region.right, side, step: -1 },
    ])
    .sort((a, b) => a.x - b.x);
  const depth = { found: 0, wanted: 0, ignored: 0 };
  const counts = { matched: 0, found: 0, wanted: 0 };
  let from = 0;
  for (const { x, side, step } of ends) {
    const length = depth.ignored > 0 ? 0 : x - from;
    if (depth.found > 0) counts.found += length;
    if (depth.wanted > 0) counts.wanted += length;
    if (depth.found > 0 && depth.wanted > 0) counts.matched += length;
    depth[side] += step;
    from = x;
  }
  return counts;
}
