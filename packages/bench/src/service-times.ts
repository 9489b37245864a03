/** How long tasks take, and what polling for them has to cost. */
export interface ServiceTimes {
  readonly name: string;
  /** The time of one task in milliseconds, by a source of numbers from 0 to 1. */
  readonly draw: (random: () => number) => number;
  /**
   * The least mean of lateness + 1 s for each poll, in milliseconds, for one who knows how long tasks take: by dynamic
   * programming over the distribution (`bestCost` in the SDK's `src/testing/poll-cost.ts`).
   */
  readonly least: number;
}

/** A time whose logarithm is normal. */
export function lognormal(median: number, sigma: number): ServiceTimes['draw'] {
  return (random) => {
    const angle = 2 * Math.PI * random();
    return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(angle));
  };
}

/** One of two kinds of time, the first for a share of the tasks. */
export function either(
  share: number,
  first: ServiceTimes['draw'],
  second: ServiceTimes['draw'],
): ServiceTimes['draw'] {
  return (random) => (random() < share ? first : second)(random);
}

/** Numbers from 0 to 1, the same for the same seed (xorshift, 32 bits). */
export function seeded(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  // The first few still look like the seed.
  for (let i = 0; i < 16; i++) next();
  return next;
}
