import type { Schedule } from '../polling/schedule.ts';
import { type ServiceTimes, seeded } from './service-times.ts';

const steps = 2_400;

/** Sums over the service times up to each step of a fine, even grid. */
interface Sums {
  readonly step: number;
  /** The chance that a task is done by then. */
  readonly done: Float64Array;
  /** The part of the mean service time that comes from tasks done by then. */
  readonly mean: Float64Array;
}

function sumsOf(times: ServiceTimes): Sums {
  const step = times.longest / steps;
  const done = new Float64Array(steps + 1);
  const mean = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) {
    done[i] = i === steps ? 1 : times.doneBy(i * step);
    mean[i] = at(mean, i - 1) + (at(done, i) - at(done, i - 1)) * (i - 0.5) * step;
  }
  return { step, done, mean };
}

/**
 * The least that a task can cost on average, lateness + price × polls, for one who knows how long tasks take: by
 * dynamic programming over the true service times.
 */
export function bestCost(times: ServiceTimes, price: number): number {
  // All are done at one moment: one poll, just then.
  if (times.doneBy(times.longest * 0.999) === 0) return price;
  const { step, done, mean } = sumsOf(times);
  const after = new Float64Array(steps + 1);
  for (let i = steps - 1; i >= 0; i--) {
    let best = Infinity;
    for (let next = i + 1; next <= steps; next++) {
      const late = next * step * (at(done, next) - at(done, i)) - (at(mean, next) - at(mean, i));
      best = Math.min(best, late + at(after, next));
    }
    after[i] = price * (1 - at(done, i)) + best;
  }
  return at(after, 0);
}

/** What a task costs on average, asked for by a schedule as it stands. */
export function expectedCost(schedule: Schedule, times: ServiceTimes, sums: Sums, price: number): number {
  let [time, cost, done, mean] = [0, 0, 0, 0];
  while (done < 1 - 1e-6) {
    cost += price * (1 - done);
    time += schedule.next(time, price);
    const doneNow = time >= times.longest ? 1 : times.doneBy(time);
    const meanNow = time >= times.longest ? at(sums.mean, steps) : interpolated(sums, time);
    // Of a constant, the grid would miss the moment by half a step.
    cost +=
      sums.mean[steps - 1] === 0
        ? (doneNow - done) * (time - times.longest)
        : time * (doneNow - done) - (meanNow - mean);
    [done, mean] = [doneNow, meanNow];
  }
  return cost;
}

/** One task, asked for until it is done, as the schedule learns it. */
export function runTask(schedule: Schedule, duration: number, price: number): number {
  let [after, by, polls] = [0, 0, 0];
  while (by < duration) {
    after = by;
    by += schedule.next(by, price);
    polls++;
  }
  schedule.learn(after, by);
  return polls;
}

/** So many tasks of these times, one after the other. */
export type Phase = readonly [times: ServiceTimes, tasks: number];

/**
 * How the cost of each task compares with the best possible, on average over seeds: 1 is the best.
 *
 * The service times that the schedule learns from are drawn; the cost is not: it is the expected one over the true
 * service times, so that few seeds tell much.
 */
export function costRatios(
  create: () => Schedule,
  phases: readonly Phase[],
  { price = 1_000, seeds = 10 }: { price?: number; seeds?: number } = {},
): number[] {
  const prepared = phases.map(([times, tasks]) => {
    return { times, tasks, sums: sumsOf(times), best: bestCost(times, price) };
  });
  const ratios = new Array<number>(phases.reduce((sum, [, tasks]) => sum + tasks, 0)).fill(0);
  for (let seed = 1; seed <= seeds; seed++) {
    const random = seeded(seed * 7_919);
    const schedule = create();
    let task = 0;
    for (const { times, tasks, sums, best } of prepared) {
      for (const end = task + tasks; task < end; task++) {
        const ratio = expectedCost(schedule, times, sums, price) / best;
        ratios[task] = (ratios[task] as number) + ratio / seeds;
        runTask(schedule, times.draw(random), price);
      }
    }
  }
  return ratios;
}

/** The mean of ratios from one task up to another, both included, the first being 1. */
export function meanOf(ratios: readonly number[], from: number, to: number): number {
  return ratios.slice(from - 1, to).reduce((sum, each) => sum + each, 0) / (to - from + 1);
}

function interpolated({ step, mean }: Sums, time: number): number {
  const i = Math.min(steps - 1, Math.floor(time / step));
  return at(mean, i) + (at(mean, i + 1) - at(mean, i)) * (time / step - i);
}

function at(values: Float64Array, i: number): number {
  return values[i] as number;
}
