import { area, intersection } from '../geometry.ts';
import type { Region } from '../region.ts';
import { compareAreas } from './compare-areas.ts';
import { type Match, matchRegions } from './match.ts';
import { type Score, scoreOf } from './score.ts';

/** How {@link compareRegions} compares. */
export interface CompareOptions {
  /** From which intersection over union on two regions are the same, above 0 and up to 1. Default: 0.5. */
  readonly iou?: number;
  /**
   * Parts of the page that nobody has marked, such as figures. A found region that matches nothing and lies in one of
   * them by half or more counts neither for nor against; areas are compared without them. Default: none.
   */
  readonly ignored?: readonly Region[];
}

/** What {@link compareRegions} tells. Places are counted from 0, in the order of the input. */
export interface Comparison {
  /** Pairs of the same region, in the order of those found. */
  readonly matches: readonly Match[];
  /** Places in `truth` of what was not found. */
  readonly missed: readonly number[];
  /** Places in `found` of what is not in the truth. */
  readonly extra: readonly number[];
  /** Places in `found` of what does not count. */
  readonly ignored: readonly number[];
  /** By number of regions: `matched` is the number of pairs, `found` leaves out what is ignored. */
  readonly regions: Score;
  /** By square pixels that the regions cover together, however they are cut. */
  readonly area: Score;
}

/** The part of a found region that lies in an ignored one, from which on it does not count. */
const IGNORED_PART = 0.5;

/**
 * Compares regions that were found with those that are there. Regions are paired one to one, so that the sum of the
 * pairs' intersections over union is the greatest; only those of at least `iou` make a pair.
 *
 * - **precision** is the part of what was found that was wanted,
 * - **recall** the part of what was wanted that was found,
 * - **F1** the harmonic mean of both, `2 · matched / (found + wanted)`.
 *
 * With nothing on either side all are 1, with nothing on one side 0. To exchange the sides exchanges precision and
 * recall. An empty region matches nothing, and has no area.
 *
 * @param found - what is to be judged, in pixels
 * @param truth - what it is judged by, in the same pixels
 * @throws RangeError when `iou` is not above 0 and up to 1
 *
 * @example
 * ```ts
 * const { regions, area, missed } = compareRegions(found, truth);
 * console.log(regions.f1, area.f1, missed.map((place) => truth[place]));
 * ```
 */
export function compareRegions(
  found: readonly Region[],
  truth: readonly Region[],
  { iou = 0.5, ignored = [] }: CompareOptions = {},
): Comparison {
  if (!(iou > 0 && iou <= 1)) throw new RangeError('iou: expected a number above 0 and up to 1');
  const matches = matchRegions(found, truth, iou);
  const foundPlaces = new Set(matches.map((match) => match.found));
  const truthPlaces = new Set(matches.map((match) => match.truth));
  const unmatched = [...found.keys()].filter((place) => !foundPlaces.has(place));
  const isIgnored = (place: number): boolean =>
    ignored.some((other) => coveredPart(found[place] as Region, other) >= IGNORED_PART);
  const hidden = unmatched.filter(isIgnored);
  const counts = { matched: matches.length, found: found.length - hidden.length, wanted: truth.length };
  return {
    matches,
    missed: [...truth.keys()].filter((place) => !truthPlaces.has(place)),
    extra: unmatched.filter((place) => !hidden.includes(place)),
    ignored: hidden,
    regions: scoreOf(counts),
    area: scoreOf(compareAreas(found, truth, ignored)),
  };
}

/** The part of a region's area that lies in another; 0 for an empty one. */
function coveredPart(region: Region, other: Region): number {
  const both = intersection(region, other);
  return both === undefined ? 0 : area(both) / area(region);
}
