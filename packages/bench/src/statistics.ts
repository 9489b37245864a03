/** What several rounds gave, in the unit of what was measured. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** One value a round, in their order. */
  readonly values: readonly number[];
}

/**
 * The middle of some numbers; of an even count, the mean of the middle two.
 *
 * @throws RangeError when there are none
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined)
    throw new RangeError('No values: a median needs at least one.');
  return (lower + upper) / 2;
}

/**
 * Median and extremes of some numbers.
 *
 * @throws RangeError when there are none
 */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), values };
}

/**
 * The ratios of two series, each formed within one round, so that a load on the machine which lasts for a round
 * falls on both of its sides.
 *
 * @throws RangeError when the series differ in length, or a value of the reference is not above zero
 */
export function ratios(values: readonly number[], reference: readonly number[]): number[] {
  if (values.length !== reference.length) {
    throw new RangeError(`Ratios need pairs: ${values.length} values, ${reference.length} of the reference.`);
  }
  return values.map((value, round) => {
    const by = reference[round] ?? Number.NaN;
    if (!(by > 0)) throw new RangeError(`No ratio to ${by}, in round ${round + 1}.`);
    return value / by;
  });
}
