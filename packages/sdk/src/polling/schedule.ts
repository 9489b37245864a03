import { Belief } from './belief.ts';
import { Plan } from './plan.ts';

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
 * What is not looked at is not learned, and what is not known yet may be far off. So polls are taken for cheaper than they
 * are: by much for the first task, or all that are under way before it is done; by some for the first twenty; and for every
 * tenth after them.
 */
function curiosity(tasks: number): number {
  if (tasks === 0) return 0.25;
  if (tasks < 20) return 0.6;
  return tasks % 10 === 0 ? 0.5 : 1;
}

/**
 * A schedule that learns how long tasks take, and asks when the expected cost (lateness + price × polls) is least.
 *
 * Beyond ten minutes it knows nothing but that the longer a task has taken, the longer it is likely to take still.
 * Then intervals of sqrt(2 × price × waited) are best.
 */
export class LearnedSchedule implements Schedule {
  readonly #belief = new Belief();
  /** Plans of the present belief, by price. */
  readonly #plans: Map<number, Plan> = new Map();

  next(elapsed: number, price: number): number {
    const at = this.#plan(price).next(elapsed) ?? elapsed + Math.sqrt(2 * price * elapsed);
    return Math.min(furthest, Math.max(closest, at - elapsed));
  }

  remaining(elapsed: number): number {
    const [plan] = this.#plans.values();
    // Beyond what is known, as long again as it has taken: the median of a tail that falls as 1 / time.
    return ((plan ?? this.#plan(1_000)).median(elapsed) ?? 2 * elapsed) - elapsed;
  }

  learn(after: number, by: number): void {
    this.#belief.learn(after, by);
    this.#plans.clear();
  }

  #plan(price: number): Plan {
    let plan = this.#plans.get(price);
    if (plan === undefined) {
      const { tasks, edges } = this.#belief;
      plan = new Plan(edges, this.#belief.chances(), price * curiosity(tasks));
      this.#plans.set(price, plan);
    }
    return plan;
  }
}
