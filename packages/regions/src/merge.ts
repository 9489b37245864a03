import { area, intersection, iou, union } from './geometry.ts';
import type { Region } from './region.ts';

/** When {@link mergeOverlapping} takes two regions for one. */
export interface MergeOptions {
  /**
   * What is compared with the threshold, from 0 to 1: `iou`, shared area by area covered together, which is
   * high only for regions of like size; or `overlap`, shared area by the smaller region's area, which is 1
   * for a region within another. Default: `iou`.
   */
  readonly measure?: 'iou' | 'overlap';
  /** Regions that reach it are merged; above 0, at most 1. Default: 0.5. */
  readonly threshold?: number;
}

/**
 * Merges regions that overlap into their common bounding box, again and again until no two of the result do.
 * A merged region stands in the place of its first member; the others keep their order. Empty regions are
 * left alone: they share no area with anything.
 *
 * Meant for a page: the time grows with the square of the number of regions.
 *
 * @param regions - in pixels
 * @returns the merged regions, in pixels
 * @throws RangeError for a threshold or measure outside the accepted values
 */
export function mergeOverlapping(regions: readonly Region[], options: MergeOptions = {}): Region[] {
  const { measure = 'iou', threshold = 0.5 } = options;
  if (!Object.hasOwn(measures, measure)) {
    throw new RangeError(`measure: expected ${Object.keys(measures).join(' or ')}`);
  }
  if (!(threshold > 0 && threshold <= 1)) {
    throw new RangeError(`threshold: expected a number above 0, at most 1, found ${threshold}`);
  }
  const merged: Region[] = [];
  for (const region of regions) {
    let grown = region;
    let place = merged.length;
    for (;;) {
      const match = merged.findIndex((other) => measures[measure](other, grown) >= threshold);
      if (match < 0) break;
      grown = union(merged[match] as Region, grown);
      merged.splice(match, 1);
      place = Math.min(place, match);
    }
    merged.splice(place, 0, grown);
  }
  return merged;
}

const measures = { iou, overlap };

function overlap(a: Region, b: Region): number {
  const shared = intersection(a, b);
  return shared ? area(shared) / Math.min(area(a), area(b)) : 0;
}
