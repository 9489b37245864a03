/**
 * The best times to ask for a task, for a belief about how long it takes and a price of a poll.
 *
 * Found by dynamic programming backwards over the ends of the bins: the least cost (lateness + price × polls) from
 * each on. With P and M the sums up to a bin of the chances and of chance × middle of the bin, asking next at the end
 * e of a bin costs, in lateness, e × (P(e) − P(now)) − (M(e) − M(now)). All that depends on `e` alone is one number,
 * its burden; so the best `e` after any moment, on a grid or not, is where burden(e) − e × P(now) is least.
 */
export class Plan {
  readonly #edges: Float64Array;
  /** The chance that the task is done by each edge. */
  readonly #done: Float64Array;
  readonly #burden: Float64Array;

  /**
   * @param edges - where the bins begin and end, in milliseconds; one more than there are bins
   * @param chances - how likely the task ends in each bin
   * @param price - milliseconds of lateness that a poll may cost
   */
  constructor(edges: Float64Array, chances: Float64Array, price: number) {
    const last = chances.length;
    this.#edges = edges;
    this.#done = new Float64Array(last + 1);
    this.#burden = new Float64Array(last + 1);
    const weighted = new Float64Array(last + 1);
    for (let i = 1; i <= last; i++) {
      const chance = at(chances, i - 1);
      this.#done[i] = at(this.#done, i - 1) + chance;
      weighted[i] = at(weighted, i - 1) + (chance * (at(edges, i - 1) + at(edges, i))) / 2;
    }
    let next = last;
    for (let i = last; i > 0; i--) {
      const done = at(this.#done, i);
      // Seen from an earlier edge, the best next one is never later: less is done by now, so each wait costs more.
      if (i < last) next = this.#best(i + 1, next, done);
      // What is left to pay after a poll at this edge that found nothing, times the chance that it comes to that.
      const rest = i === last ? 0 : price * (1 - done) + at(weighted, i) + this.#cost(next, done);
      this.#burden[i] = at(edges, i) * done - at(weighted, i) + rest;
    }
  }

  /**
   * @param elapsed - a time at which the task was not done, in milliseconds since it was accepted
   * @returns the best time to ask next, later than `elapsed`; `undefined` beyond the last bin, where nothing is known
   */
  next(elapsed: number): number | undefined {
    const bin = this.#bin(elapsed);
    if (bin >= this.#edges.length - 1) return undefined;
    return at(this.#edges, this.#best(bin + 1, this.#edges.length - 1, this.#doneBy(elapsed)));
  }

  /**
   * @param elapsed - a time at which the task was not done, in milliseconds since it was accepted
   * @returns by when it is as likely done as not, in milliseconds since it was accepted; `undefined` beyond the last bin
   */
  median(elapsed: number): number | undefined {
    if (this.#bin(elapsed) >= this.#edges.length - 1) return undefined;
    const half = (1 + this.#doneBy(elapsed)) / 2;
    let bin = 0;
    while (bin < this.#edges.length - 2 && at(this.#done, bin + 1) < half) bin++;
    const [begin, end] = [at(this.#edges, bin), at(this.#edges, bin + 1)];
    const [before, by] = [at(this.#done, bin), at(this.#done, bin + 1)];
    return begin + (end - begin) * Math.min(1, (half - before) / (by - before));
  }

  /** The cheapest edge to ask at, from one to another, when the task is done by now with a chance of `done`. */
  #best(from: number, to: number, done: number): number {
    let best = from;
    let least = Infinity;
    for (let edge = from; edge <= to; edge++) {
      const cost = this.#cost(edge, done);
      if (cost < least) {
        least = cost;
        best = edge;
      }
    }
    return best;
  }

  #cost(edge: number, done: number): number {
    return at(this.#burden, edge) - at(this.#edges, edge) * done;
  }

  /** In which bin a moment is. */
  #bin(elapsed: number): number {
    let bin = 0;
    while (bin < this.#edges.length - 1 && at(this.#edges, bin + 1) <= elapsed) bin++;
    return bin;
  }

  #doneBy(elapsed: number): number {
    const bin = this.#bin(elapsed);
    const [begin, end] = [at(this.#edges, bin), at(this.#edges, bin + 1)];
    const [before, by] = [at(this.#done, bin), at(this.#done, bin + 1)];
    return before + ((by - before) * (elapsed - begin)) / (end - begin);
  }
}

function at(values: Float64Array, i: number): number {
  return values[i] as number;
}
