import { type Counts, compareRegions, height, iou, type Region, type Size } from '@detect-regions/regions';
import type { TruthBox } from './pages.ts';

/** A found region and a wanted one are the same from this intersection over union on. */
const LEAST_IOU = 0.5;

/** Areas are compared on a raster whose long side has at most so many cells: finer changes no third digit. */
const RASTER_SIDE = 1200;

/** Running heads stand above this part of the page's height, running feet below that one. */
const HEAD_MARGIN = 0.085;
const FOOT_MARGIN = 0.93;

/** One line is at most this part of the page's height. */
const LINE_HEIGHT = 0.03;

/** What {@link rate} makes of counts, each from 0 to 1. */
export interface Rates {
  /** The part of what was found that was wanted; 0 when nothing was found. */
  readonly precision: number;
  /** The part of what was wanted that was found; 0 when nothing was wanted. */
  readonly recall: number;
  /** The harmonic mean of both. */
  readonly f1: number;
}

/** Which of the found regions are the same as which boxes of the truth, by their indices. */
export interface Matching {
  readonly pairs: ReadonlyMap<number, number>;
  /** Found regions that don't count, since they lie in ignored boxes. */
  readonly ignored: ReadonlySet<number>;
  readonly counts: Counts;
}

/** Matches found regions with the truth one to one, so that the sum of their overlaps is the greatest. */
export function matchRegions(found: readonly Region[], truth: readonly TruthBox[]): Matching {
  const wanted = [...truth.entries()].filter(([, box]) => !box.ignored);
  const { matches, ignored, regions } = compareRegions(
    found,
    wanted.map(([, { region }]) => region),
    { iou: LEAST_IOU, ignored: truth.filter((box) => box.ignored).map(({ region }) => region) },
  );
  const pairs = new Map(matches.map((match) => [match.found, wanted[match.truth]?.[0] as number]));
  const counts = { matched: regions.matched, found: regions.found, wanted: regions.wanted };
  return { pairs, ignored: new Set(ignored), counts };
}

/** Compares the area that found regions cover with that of the truth; ignored boxes are cut out of both. */
export function compareAreas(found: readonly Region[], truth: readonly TruthBox[], page: Size): Counts {
  const cell = Math.max(1, Math.max(page.width, page.height) / RASTER_SIDE);
  // One cell more than the page has: its last ones may be cut.
  const columns = Math.floor(page.width / cell) + 2;
  const rows = Math.floor(page.height / cell) + 2;
  const paint = (regions: readonly Region[]): Uint8Array => {
    const raster = new Uint8Array(columns * rows);
    for (const { left, top, right, bottom } of regions) {
      const from = Math.floor(Math.max(0, left) / cell);
      const to = Math.min(columns, Math.ceil(right / cell));
      const last = Math.min(rows, Math.ceil(bottom / cell));
      for (let y = Math.floor(Math.max(0, top) / cell); y < last; y++) {
        raster.fill(1, y * columns + from, Math.max(y * columns + from, y * columns + to));
      }
    }
    return raster;
  };
  const ignored = paint(truth.filter((box) => box.ignored).map(({ region }) => region));
  const wanted = paint(truth.filter((box) => !box.ignored).map(({ region }) => region));
  const covered = paint(found);
  const counts = { matched: 0, found: 0, wanted: 0 };
  for (const [i, hidden] of ignored.entries()) {
    if (hidden) continue;
    counts.found += covered[i] as number;
    counts.wanted += wanted[i] as number;
    counts.matched += (covered[i] as number) & (wanted[i] as number);
  }
  return counts;
}

/**
 * Leaves out what looks like a running head or foot that the truth does not have: one line in the margin. Some
 * collections have no truth for these.
 */
export function withoutMargins(found: readonly Region[], truth: readonly TruthBox[], page: Size): Region[] {
  return found.filter((region) => {
    const inMargin = region.bottom <= HEAD_MARGIN * page.height || region.top >= FOOT_MARGIN * page.height;
    if (!inMargin || height(region) > LINE_HEIGHT * page.height) return true;
    return truth.some((box) => iou(region, box.region) >= LEAST_IOU);
  });
}

/** Precision, recall and F1 of counts. */
export function rate({ matched, found, wanted }: Counts): Rates {
  const precision = found === 0 ? 0 : matched / found;
  const recall = wanted === 0 ? 0 : matched / wanted;
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

/** The counts of several pages together. */
export function total(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, { matched, found, wanted }) => ({
      matched: sum.matched + matched,
      found: sum.found + found,
      wanted: sum.wanted + wanted,
    }),
    { matched: 0, found: 0, wanted: 0 },
  );
}
