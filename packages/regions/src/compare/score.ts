/** How much of what was wanted was found: counts, and what they come to. */
export interface Score {
  /** Both found and wanted. */
  readonly matched: number;
  /** All that was found. */
  readonly found: number;
  /** All that was wanted. */
  readonly wanted: number;
  /** `matched / found`: the part of what was found that was wanted. */
  readonly precision: number;
  /** `matched / wanted`: the part of what was wanted that was found. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1: number;
}

/** Counts of regions, or of square pixels. */
export type Counts = Pick<Score, 'matched' | 'found' | 'wanted'>;

/**
 * The score of counts. Where nothing was wanted and nothing found, precision, recall and F1 are 1: there is nothing
 * to disagree on. Where there is something on one side alone, they are 0.
 */
export function scoreOf({ matched, found, wanted }: Counts): Score {
  const nothing = found === 0 && wanted === 0 ? 1 : 0;
  const precision = found === 0 ? nothing : matched / found;
  const recall = wanted === 0 ? nothing : matched / wanted;
  const sum = found + wanted;
  // The harmonic mean of both, without a loss by rounding.
  const f1 = sum === 0 ? nothing : (2 * matched) / sum;
  return { matched, found, wanted, precision, recall, f1 };
}

/**
 * The score of several pages together: their counts are added, so that a page weighs as much as it holds.
 *
 * @param scores - of each page
 */
export function sumScores(scores: readonly Counts[]): Score {
  const sum = (count: keyof Counts): number => scores.reduce((total, score) => total + score[count], 0);
  return scoreOf({ matched: sum('matched'), found: sum('found'), wanted: sum('wanted') });
}
