/**
 * Bins of time, in milliseconds: each 5 % wider than the one before, but up to two minutes never wider than a quarter
 * of a second, since a poll of a constant time comes late by half a bin, and is to cost about a second.
 */
const narrowest = 50;
const growth = 0.05;
const widest = 250;
const farOff = 120_000;
/** Where the last bin ends. What comes later counts as in it. */
export const end = 600_000;

/** No two moments are told apart that are closer, in milliseconds. */
const shortest = 1;

/**
 * What is believed before the first task: done by a time with a chance of time / (time + median), in milliseconds. That is a
 * log-logistic of shape 1, with tails a little longer than those of a lognormal of sigma 1.5.
 */
const priorMedian = 5_000;
/** What share of all that is learned goes to it again, so that nothing is ever held impossible. */
const priorShare = 1e-4;

/**
 * Ways to learn. The least weight of a new task: the reciprocal of how many are remembered. How far a task tells about
 * longer and shorter ones: the mean of the distance, as a share of the time it took.
 *
 * None is best everywhere: long memory for a steady service, short for one that changes, small distances for nearly
 * constant times, none for constant ones.
 */
const ways: readonly (readonly [rate: number, distance: number])[] = [
  [0.02, 0.11],
  [0.15, 0.11],
  [0.05, 0.035],
  [0.3, 0],
];
/** What share of the trust goes to all ways alike after each task, so that none is given up for good. */
const trustShared = 0.003;

/** One way and what came of it. */
interface Learner {
  readonly rate: number;
  /** What part of what comes to each bin from those beside it stays there, from 0 to 1. */
  readonly settling: readonly number[];
  /** The chance of each bin. */
  chances: number[];
  trust: number;
}

/**
 * What is believed about how long tasks take: a chance for each bin of time.
 *
 * A mixture of beliefs, learned in different ways from the same tasks, each trusted by how well it foretold them. So
 * after a sudden change the quick learner takes over within a few tasks, and hands back when times are steady again.
 */
export class Belief {
  /** Where the bins end, in milliseconds; the first of them is 0, where the first bin begins. */
  readonly edges: number[] = [0];
  /** How many tasks were learned from. */
  tasks = 0;
  /** The chance of each bin before the first task. */
  readonly #prior: number[];
  #learners: Learner[];

  constructor() {
    for (let edge = narrowest; edge < end; ) {
      this.edges.push(edge);
      edge += edge < farOff ? Math.min(edge * growth, widest) : edge * growth;
    }
    this.edges.push(end);
    const before = (time: number): number => (time < end ? time / (time + priorMedian) : 1);
    this.#prior = this.#bins((begin, over) => before(over) - before(begin));
    this.#learners = ways.map(([rate, distance]) => ({
      rate,
      // What would leave at an end stays there.
      settling: this.#bins((begin, over) =>
        begin > 0 && over < end ? 1 - Math.exp((begin - over) / over / distance) : 1,
      ),
      chances: this.#prior,
      trust: 1 / ways.length,
    }));
  }

  /** The chance of each bin; their sum is 1. */
  get chances(): number[] {
    const chances = this.#prior.map(() => 0);
    for (const learner of this.#learners) {
      for (let bin = 0; bin < chances.length; bin++) {
        chances[bin] = at(chances, bin) + learner.trust * at(learner.chances, bin);
      }
    }
    return chances;
  }

  /** How far times are held to be constant, from 0 to 1: the trust in the last way. */
  get constancy(): number {
    return this.#learners.at(-1)?.trust as number;
  }

  /**
   * Learns from one task.
   *
   * @param after - a time at which it was not done, in milliseconds since it was accepted; 0 when none is known
   * @param by - a later time at which it was; `Infinity` when it was given up before
   */
  learn(after: number, by: number): void {
    if (!(after >= 0 && by > after)) return;
    const last = this.#prior.length - 1;
    const from = Math.min(after, at(this.edges, last));
    const to = Math.max(by, from + shortest);
    // What share of each bin lies in between, and how likely the task ended there.
    const inside = this.#bins(
      (begin, over) => Math.max(0, Math.min(to, over) - Math.max(from, begin)) / (over - begin),
    );
    const { chances } = this;
    const seen = chances.map((chance, bin) => chance * at(inside, bin));
    const whole = product(chances, inside);
    const newest = 1 / (++this.tasks + 1);
    for (const learner of this.#learners) {
      const { settling } = learner;
      const rate = Math.max(learner.rate, newest);
      learner.trust *= product(learner.chances, inside);
      const half = (rate * (1 - priorShare)) / whole / 2;
      const learned = learner.chances.map(
        (chance, bin) => chance + rate * (priorShare * at(this.#prior, bin) - chance),
      );
      // Half of what was seen is carried on to longer times, half to shorter ones, and settles on the way.
      for (const step of [1, -1]) {
        let carried = 0;
        for (let bin = step > 0 ? 0 : last; bin >= 0 && bin <= last; bin += step) {
          carried += at(seen, bin) * half;
          const settled = carried * at(settling, bin);
          learned[bin] = at(learned, bin) + settled;
          carried -= settled;
        }
      }
      learner.chances = learned;
    }
    const trust = this.#learners.reduce((total, learner) => total + learner.trust, 0);
    for (const learner of this.#learners) {
      learner.trust = (learner.trust / trust) * (1 - trustShared) + trustShared / ways.length;
    }
  }

  /** A value for each bin. */
  #bins(value: (begin: number, over: number) => number): number[] {
    return this.edges.slice(1).map((over, bin) => value(at(this.edges, bin), over));
  }
}

/** The sum of the products of two lists. */
function product(some: readonly number[], others: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < some.length; i++) total += at(some, i) * at(others, i);
  return total;
}

/** What is at a place that is known to exist. */
export function at(values: readonly number[], index: number): number {
  return values[index] as number;
}
