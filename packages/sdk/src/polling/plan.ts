import { at } from './belief.ts';

/** From an elapsed time to another: both in milliseconds since the task was accepted. */
export type Plan = (elapsed: number) => number;

/**
 * The best times to ask for a task, for a belief about how long it takes and a price of a poll.
 *
 * The mean time a task takes is what it is, so the least lateness + price × polls is the least time of the last poll +
 * price × polls. That is found by dynamic programming backwards over the ends of the bins. Asking next at an edge e
 * costs e × (P(e) − P(now)), where P is the chance of being done, and what is left to pay after it. All that
 * depends on `e` alone is one number, its burden; so the best edge after any moment, on the grid or not, is where
 * burden(e) − e × P(now) is least.
 *
 * @param edges - where the bins begin and end, in milliseconds; one more than there are bins
 * @param done - the chance that the task is done by each edge, from 0 to 1
 * @param price - milliseconds of lateness that a poll may cost
 * @returns the best time to ask next, later than the elapsed one, which is less than the last edge
 */
export function planOf(edges: readonly number[], done: readonly number[], price: number): Plan {
  const last = edges.length - 1;
  const burden = [...edges];
  // The edge from one to another that is cheapest to ask at, and its cost.
  const best = (from: number, to: number, doneNow: number): [edge: number, cost: number] => {
    let least = Infinity;
    let cheapest = from;
    for (let edge = from; edge <= to; edge++) {
      const cost = at(burden, edge) - at(edges, edge) * doneNow;
      if (cost < least) {
        least = cost;
        cheapest = edge;
      }
    }
    return [cheapest, least];
  };
  let next = last;
  for (let edge = last - 1; edge > 0; edge--) {
    const doneNow = at(done, edge);
    // Seen from an earlier edge, the best next one is never later: less is done by now, so each wait costs more.
    const [cheapest, cost] = best(edge + 1, next, doneNow);
    next = cheapest;
    burden[edge] = at(edges, edge) * doneNow + price * (1 - doneNow) + cost;
  }
  return (elapsed) => at(edges, best(firstAfter(edges, elapsed), last, doneBy(edges, done, elapsed))[0]);
}

/**
 * By when a task is as likely done as not.
 *
 * @param edges - where the bins begin and end, in milliseconds; one more than there are bins
 * @param done - the chance that the task is done by each edge, from 0 to 1
 * @param elapsed - a time at which it was not done, less than the last edge
 * @returns later than that; both in milliseconds since the task was accepted
 */
export function medianOf(edges: readonly number[], done: readonly number[], elapsed: number): number {
  return at(edges, firstAfter(done, (1 + doneBy(edges, done, elapsed)) / 2));
}

function doneBy(edges: readonly number[], done: readonly number[], elapsed: number): number {
  const edge = firstAfter(edges, elapsed);
  const [before, by] = [at(done, edge - 1), at(done, edge)];
  const begin = at(edges, edge - 1);
  return before + ((by - before) * (elapsed - begin)) / (at(edges, edge) - begin);
}

/** The first edge, but for that at 0, whose value is more; the last one when there is none. */
function firstAfter(values: readonly number[], value: number): number {
  let edge = 1;
  while (edge < values.length - 1 && at(values, edge) <= value) edge++;
  return edge;
}
