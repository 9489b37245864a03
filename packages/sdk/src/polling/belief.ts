/** Bins of time: the first from 0 to 50 ms, the others 4 % wide each, the last one from ten minutes on. */
const bins = 241;
const narrowest = 50;
const ratio = 1.04;

/** No two moments are told apart that are closer, in milliseconds. */
const shortest = 1;

/** What is believed before the first task: log-logistic, median 5 s, tails about those of a lognormal of sigma 1.5. */
const priorMedian = 5_000;
const priorShape = 1.2;
/** As many tasks as that counts for. */
const priorTasks = 2;
/** And what share of every belief it keeps, so that nothing is ever held impossible. */
const priorShare = 0.005;

/**
 * Ways to learn. `rate`: the least weight of a new task, so the reciprocal of how many are remembered.
 * `blurs`: how often what was seen is spread to the bins beside, so how much one task tells about its neighbourhood.
 *
 * None is best everywhere: long memory for a steady service, short for one that changes, no blur for constant times.
 */
const ways: readonly { rate: number; blurs: number }[] = [
  { rate: 0.02, blurs: 24 },
  { rate: 0.1, blurs: 24 },
  { rate: 0.3, blurs: 24 },
  { rate: 0.1, blurs: 0 },
];
/** What share of the trust goes back to all ways alike after each task, so that none is given up for good. */
const trustShared = 0.01;

/**
 * What is believed about how long tasks take: a chance for each bin of time.
 *
 * A mixture of beliefs, learned in different ways from the same tasks, each trusted by how well it foretold them. So
 * after a sudden change the quick learner takes over within a few tasks, and hands back when times are steady again.
 */
export class Belief {
  /** Where the bins end, in milliseconds; `edges[0]` is 0, where the first begins. */
  readonly edges: Float64Array;
  /** How many tasks were learned from. */
  tasks = 0;
  readonly #prior: Float64Array;
  readonly #beliefs: Float64Array[];
  #trust: number[] = ways.map(() => 1 / ways.length);

  constructor() {
    this.edges = Float64Array.from({ length: bins + 1 }, (_, i) =>
      i === 0 ? 0 : narrowest * ratio ** (i - 1),
    );
    const before = (time: number): number => 1 / (1 + (priorMedian / time) ** priorShape);
    this.#prior = Float64Array.from({ length: bins }, (_, i) => {
      const end = i === bins - 1 ? 1 : before(this.#edge(i + 1));
      return end - before(this.#edge(i));
    });
    this.#beliefs = ways.map(() => this.#prior.slice());
  }

  /**
   * Learns from one task.
   *
   * @param after - a time at which it was not done, in milliseconds since it was accepted; 0 when none is known
   * @param by - a later time at which it was; `Infinity` when it was given up before
   */
  learn(after: number, by: number): void {
    if (!(after >= 0 && by > after)) return;
    const end = Math.max(by, after + shortest);
    this.tasks++;
    const trust = ways.map(({ rate, blurs }, way) => {
      const belief = this.#beliefs[way] as Float64Array;
      const { seen, chance } = this.#condition(belief, after, end);
      const weight = Math.max(rate, 1 / (this.tasks + priorTasks));
      blur(seen, blurs);
      for (let i = 0; i < bins; i++) belief[i] = (1 - weight) * at(belief, i) + weight * at(seen, i);
      return (this.#trust[way] as number) * chance;
    });
    const total = trust.reduce((sum, each) => sum + each, 0);
    this.#trust = trust.map((each) => ((1 - trustShared) * each) / total + trustShared / ways.length);
  }

  /** The chance of each bin; their sum is 1. */
  chances(): Float64Array {
    const chances = new Float64Array(bins);
    this.#beliefs.forEach((belief, way) => {
      const trust = this.#trust[way] as number;
      for (let i = 0; i < bins; i++) chances[i] = at(chances, i) + trust * at(belief, i);
    });
    for (let i = 0; i < bins; i++) chances[i] = withPrior(at(chances, i), at(this.#prior, i));
    return chances;
  }

  /** What a belief makes of a task that ended between two times, and how likely it held that. */
  #condition(belief: Float64Array, after: number, by: number): { seen: Float64Array; chance: number } {
    // The last bin has no end.
    const from = Math.min(after, this.#edge(bins - 1));
    const seen = new Float64Array(bins);
    let chance = 0;
    for (let i = 0; i < bins; i++) {
      const [begin, end] = [this.#edge(i), this.#edge(i + 1)];
      if (end <= from || begin >= by) continue;
      const share = i === bins - 1 ? 1 : (Math.min(by, end) - Math.max(from, begin)) / (end - begin);
      seen[i] = share * withPrior(at(belief, i), at(this.#prior, i));
      chance += at(seen, i);
    }
    for (let i = 0; i < bins; i++) seen[i] = at(seen, i) / chance;
    return { seen, chance };
  }

  #edge(i: number): number {
    return at(this.edges, i);
  }
}

function withPrior(learned: number, prior: number): number {
  return (1 - priorShare) * learned + priorShare * prior;
}

/** Spreads chances to the bins beside them, some number of times; what would leave at an end stays there. */
function blur(chances: Float64Array, times: number): void {
  for (let time = 0; time < times; time++) {
    let before = at(chances, 0);
    for (let i = 0; i < bins; i++) {
      const own = at(chances, i);
      chances[i] = own / 2 + (before + (chances[i + 1] ?? own)) / 4;
      before = own;
    }
  }
}

function at(values: Float64Array, i: number): number {
  return values[i] as number;
}
