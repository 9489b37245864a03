/** What an answer at the first attempt earns: one retry for every five. */
const earned = 0.2;

/**
 * The retries that all calls of one client share, so that an outage is not made worse: with nothing but failures, a
 * client sends at most this many requests more than it has calls, and then one a call.
 *
 * A token bucket, as in the AWS SDKs and gRPC: it starts full, each retry takes one out, a call that succeeds puts back
 * what it took, or a fifth of one if it needed none. A service that fails now and then therefore never empties it; one
 * that is down does at once.
 */
export class RetryBudget {
  readonly #capacity: number;
  #left: number;

  /** @param capacity - how many retries it holds; may be `Infinity` */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#left = capacity;
  }

  /** Takes one retry out. */
  take(): boolean {
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }

  /** Takes note of a call that succeeded after so many retries. */
  succeed(retries: number): void {
    this.#left = Math.min(this.#capacity, this.#left + (retries || earned));
  }
}
