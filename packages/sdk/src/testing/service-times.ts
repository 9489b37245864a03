/** How long tasks take, in milliseconds. */
export interface ServiceTimes {
  readonly name: string;
  /** The chance that a task is done by a time. */
  doneBy(time: number): number;
  /** A time, by a source of numbers from 0 to 1. */
  draw(random: () => number): number;
  /** By when as good as all tasks are done. */
  readonly longest: number;
}

/** The logarithm is normal, with a standard deviation of `sigma`. */
export function lognormal(median: number, sigma: number): ServiceTimes {
  return {
    name: `${median / 1_000} s, sigma ${sigma}`,
    doneBy: (time) => (time <= 0 ? 0 : normal(Math.log(time / median) / sigma)),
    draw: (random) => {
      const angle = 2 * Math.PI * random();
      return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(angle));
    },
    longest: median * Math.exp(4.2 * sigma),
  };
}

/** Every task takes the same time. */
export function constant(time: number): ServiceTimes {
  return {
    name: `always ${time / 1_000} s`,
    doneBy: (by) => (by >= time ? 1 : 0),
    draw: () => time,
    longest: time,
  };
}

/** Some tasks, a share from 0 to 1, are of the first kind, the others of the second. */
export function either(share: number, first: ServiceTimes, second: ServiceTimes): ServiceTimes {
  return {
    name: `${first.name} or ${second.name}`,
    doneBy: (time) => share * first.doneBy(time) + (1 - share) * second.doneBy(time),
    draw: (random) => (random() < share ? first : second).draw(random),
    longest: Math.max(first.longest, second.longest),
  };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The normal distribution, by formula 7.1.26 of Abramowitz and Stegun: right to seven digits. */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}
