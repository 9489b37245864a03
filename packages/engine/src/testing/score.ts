import { area, intersection, iou, type Region } from '@detect-regions/regions';

/** A box of the ground truth; what is marked to be ignored counts neither for nor against. */
export type TruthBox = readonly [number, number, number, number, (0 | 1)?];

/** How found regions compare with the truth. */
export interface Score {
  readonly matched: number;
  readonly found: number;
  readonly wanted: number;
}

/** Regions match from this intersection over union on. */
export const LEAST_IOU = 0.5;

/** A region of which this part lies in an ignored box isn't counted. */
const IGNORED = 0.5;

/**
 * Matches regions with the truth one to one, best pairs first. A best assignment could match a few more where
 * boxes overlap, so this never flatters.
 */
export function score(found: readonly Region[], truth: readonly TruthBox[]): Score {
  const wanted = truth.filter((box) => !box[4]).map(toRegion);
  const ignored = truth.filter((box) => box[4]).map(toRegion);
  const pairs = found
    .flatMap((region, f) => wanted.map((target, w) => ({ f, w, overlap: iou(region, target) })))
    .filter(({ overlap }) => overlap >= LEAST_IOU)
    .sort((a, b) => b.overlap - a.overlap);
  const takenFound = new Set<number>();
  const takenWanted = new Set<number>();
  for (const { f, w } of pairs) {
    if (takenFound.has(f) || takenWanted.has(w)) continue;
    takenFound.add(f);
    takenWanted.add(w);
  }
  const counted = found.filter(
    (region, f) => takenFound.has(f) || !ignored.some((box) => covers(box, region)),
  );
  return { matched: takenFound.size, found: counted.length, wanted: wanted.length };
}

/** The harmonic mean of precision and recall over several pages. */
export function f1(scores: readonly Score[]): number {
  const sum = (value: (score: Score) => number): number =>
    scores.reduce((total, score) => total + value(score), 0);
  return (2 * sum(({ matched }) => matched)) / (sum(({ found }) => found) + sum(({ wanted }) => wanted));
}

/** A box of the truth as a region. */
export function toRegion([left, top, right, bottom]: TruthBox): Region {
  return { left, top, right, bottom };
}

function covers(outer: Region, inner: Region): boolean {
  const both = intersection(outer, inner);
  return both !== undefined && area(both) >= IGNORED * area(inner);
}
