import { Belief, end } from './belief.ts';
import { medianOf, type Plan, planOf } from './plan.ts';

/** When to ask how a task stands. All times are in milliseconds since the task was accepted. */
export interface Schedule {
  /**
   * @param elapsed - a time at which the task was not done, as far as is known
   * @param price - milliseconds of lateness that a poll may cost
   * @returns milliseconds from `elapsed` until it is worth asking again
   */
  next(elapsed: number, price: number): number;
  /**
   * @param elapsed - a time at which the task was not done, as far as is known
   * @returns milliseconds from `elapsed` until the task is as likely done as not
   */
  remaining(elapsed: number): number;
  /**
   * Takes note of how long a task took.
   *
   * @param after - a time at which it was not done; 0 when it was done at the first look
   * @param by - a later time at which it was; `Infinity` when it was given up before
   */
  learn(after: number, by: number): void;
}

/** Polls are never closer than this, and never further apart, in milliseconds. */
const closest = 10;
const furthest = 600_000;

/**
 * A schedule that learns how long tasks take, and asks when the expected cost (lateness + price × polls) is least.
 *
 * Beyond ten minutes it knows nothing but that the longer a task has taken, the longer it is likely to take still.
 * Then intervals of sqrt(2 × price × waited) are best.
 */
export class LearnedSchedule implements Schedule {
  readonly #belief = new Belief();
  #done: readonly number[] = sumsOf(this.#belief.chances);
  /** Plans of the present belief, by price. */
  readonly #plans: Map<number, Plan> = new Map();

  next(elapsed: number, price: number): number {
    const now = sane(elapsed);
    let pause = Math.sqrt(2 * price * now);
    if (now < end) {
      let plan = this.#plans.get(price);
      if (plan === undefined) {
        plan = planOf(this.#belief.edges, this.#done, price * this.#curiosity());
        this.#plans.set(price, plan);
      }
      pause = plan(now) - now;
    }
    return pause < furthest ? Math.max(closest, pause) : furthest;
  }

  remaining(elapsed: number): number {
    const now = sane(elapsed);
    // Beyond what is known, as long again as it has taken: the median of a tail that falls as 1 / time.
    return now < end ? medianOf(this.#belief.edges, this.#done, now) - now : now;
  }

  learn(after: number, by: number): void {
    this.#belief.learn(after, by);
    this.#done = sumsOf(this.#belief.chances);
    this.#plans.clear();
  }

  /**
   * What is not looked at is not learned, and what is not known yet may be far off. So polls are taken for cheaper than
   * they are, as a share of the price: by much for the first task, or all that are under way before it is done; by ever
   * less after it, but for every tenth; and by some where times are constant, since what is learned of those stays true.
   */
  #curiosity(): number {
    const { tasks, constancy } = this.#belief;
    const share = tasks % 10 ? 1 - 20 / (tasks + 40) : tasks ? 0.4 : 0.25;
    return share * (1 - 0.6 * constancy);
  }
}

/** A clock may have been set back, or give no number. */
function sane(elapsed: number): number {
  return Math.max(0, elapsed || 0);
}

/** The sums of all chances before each, and of all. */
function sumsOf(chances: readonly number[]): number[] {
  let sum = 0;
  const sums = [0];
  for (const chance of chances) {
    sum += chance;
    sums.push(sum);
  }
  return sums;
}
