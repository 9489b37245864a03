import type { Schedule } from './schedule.ts';

/** Half of all first tasks are held to be done by then, in milliseconds, */
const median = 5_000;
/** and those that take longer to end at this rate: the chance per unit of time is shape / (time + median). */
const shape = 1.2;
/** How much dearer lateness is held to be than it is: what is looked at sooner is also learned more of. */
const curiosity = 4;

/** Its multiples, without what is before the point, are spread evenly from 0 to 1, however many there are: the golden ratio. */
const golden = 0.618034;
/** Polls are never closer than this, in milliseconds. */
const closest = 10;

/**
 * A schedule that goes by a rule until a task has been seen to its end, and from then on by what it learns.
 *
 * Where tasks end at a rate h, intervals of sqrt(2 × price / h) cost least. For the rate above, that is within a few per
 * cent of what planning gives, and all that most who detect one image ever need: the rest is loaded with the first task that
 * is done.
 */
export class AdaptiveSchedule implements Schedule {
  #learned: Schedule | undefined;
  #loading: Promise<Schedule> | undefined;
  /** How many waits began before anything was learned. */
  #blind = 0;

  next(elapsed: number, price: number): number {
    if (this.#learned) return this.#learned.next(elapsed, price);
    const pause = Math.sqrt(((2 * price) / curiosity / shape) * (elapsed + median));
    // Waits that begin together are spread out: the first to come back tells the others.
    return elapsed > 0 ? pause : Math.max(closest, pause * (1 - ((this.#blind++ * golden) % 1)));
  }

  remaining(elapsed: number): number {
    // For that rate, half of those that are left are done when time + median has grown by this factor.
    return this.#learned?.remaining(elapsed) ?? (elapsed + median) * (2 ** (1 / shape) - 1);
  }

  learn(after: number, by: number): void {
    this.#loading ??= import('./schedule.ts').then(({ LearnedSchedule }) => {
      this.#learned = new LearnedSchedule();
      return this.#learned;
    });
    this.#loading.then(
      (learned) => learned.learn(after, by),
      // Tried again with the next task. The rule goes on holding until then.
      () => {
        this.#loading = undefined;
      },
    );
  }
}
