import { type Comparison, compareRegions, type Region, type Score, sumScores } from '@detect-regions/regions';
import { usageError } from '../../report/cli-error.ts';
import { printable } from '../../terminal/printable.ts';
import type { PagePair } from './pair-pages.ts';

/** A page and how well both sides agree on it. */
export interface ComparedPage {
  readonly name: string;
  /** In pixels, where either side tells it. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly found: readonly Region[];
  readonly truth: readonly Region[];
  readonly comparison: Comparison;
}

/** The scores of all pages together. */
export interface TotalScores {
  readonly regions: Score;
  readonly area: Score;
}

/**
 * Compares the sides of a page.
 *
 * @param iou - from which intersection over union on two regions are the same
 * @throws CliError (usage) when the sides tell different sizes: they are of different images
 */
export function comparePage({ name, found, truth }: PagePair, iou: number): ComparedPage {
  const [a, b] = [sizeOf(found), sizeOf(truth)];
  if (a && b && (a.width !== b.width || a.height !== b.height)) {
    throw usageError(
      `${printable(name)} has ${a.width} × ${a.height} pixels in the result, and ${b.width} × ${b.height} in the truth`,
      'Both must be of the same image.',
    );
  }
  const regions = found?.regions ?? [];
  const comparison = compareRegions(regions, truth.regions, { iou, ignored: truth.ignored });
  return { name, size: b ?? a, found: regions, truth: truth.regions, comparison };
}

/** The scores of all pages together: their counts are added. */
export function totalOf(pages: readonly ComparedPage[]): TotalScores {
  return {
    regions: sumScores(pages.map(({ comparison }) => comparison.regions)),
    area: sumScores(pages.map(({ comparison }) => comparison.area)),
  };
}

function sizeOf(page: PagePair['found']): ComparedPage['size'] {
  if (page === undefined || page.width === null || page.height === null) return undefined;
  return { width: page.width, height: page.height };
}
