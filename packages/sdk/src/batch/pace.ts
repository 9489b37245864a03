import type { Clock } from '../clock.ts';

/** For how long one refusal speaks for all that follow it, unless the service says more; milliseconds. */
const shortestHold = 1_000;

/**
 * How many images of a batch may be in flight: halved when the service says that it is too much (429, 503), and one
 * more again for each round of images that went well. No new one is started for as long as the service asked.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #most: number;
  #allowed: number;
  #heldUntil = -Infinity;

  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
    this.#allowed = most;
  }

  /** How many may be in flight. */
  get allowed(): number {
    return Math.floor(this.#allowed);
  }

  /** Milliseconds until another one may be started. */
  get hold(): number {
    return Math.max(0, this.#heldUntil - this.#clock.now());
  }

  /**
   * The service refused a call for the moment. Calls that were in flight together are refused together: that
   * counts once.
   *
   * @param delay - for how long it wants to be left alone, in milliseconds
   */
  refused(delay: number): void {
    if (this.hold === 0) this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + Math.max(delay, shortestHold));
  }

  /** An image went well. */
  succeeded(): void {
    if (this.hold === 0) this.#allowed = Math.min(this.#most, this.#allowed + 1 / this.#allowed);
  }
}
