/** How many polls an image is taken to need before any has been seen to its end. */
const FIRST_GUESS = 4;
/** How much the last image counts against all before it in what is expected of the next: of one in twenty, a share. */
const WEIGHT = 0.05;
/** By how much more than expected is kept back, since half of the images need more than the usual one. */
const MARGIN = 1.25;
/** What an image costs at least: to be sent, and to be asked for once. */
const LEAST = 2;

/** An image in work, as far as its calls matter. */
export interface Spender {
  /** Whether it has been sent. */
  readonly sent: boolean;
  /** How often its task has been asked for. */
  readonly polls: number;
}

/**
 * How many billed calls may still be made. No call is made beyond the budget; and no image is begun unless enough calls
 * are left for it and for those in work to come to their end, as far as can be told from those before.
 */
export class CallBudget {
  readonly #limit: number;
  #used: number;
  #polls = FIRST_GUESS;

  /**
   * @param limit - how many calls may be made in all; `Infinity` for no limit
   * @param used - how many have been made already
   */
  constructor(limit: number, used: number) {
    this.#limit = limit;
    this.#used = used;
  }

  /** How many calls have been made. */
  get used(): number {
    return this.#used;
  }

  /** How many calls may still be made. */
  get left(): number {
    return Math.max(0, this.#limit - this.#used);
  }

  /** Takes a call from the budget; `false`, and takes none, when none is left. */
  spend(): boolean {
    if (this.left === 0) return false;
    this.#used++;
    return true;
  }

  /** Learns from an image that has come to its end by how many polls that was. */
  learn(polls: number): void {
    this.#polls += WEIGHT * (polls - this.#polls);
  }

  /**
   * Whether another image may be begun.
   *
   * @param inWork - those that have been begun and not ended
   */
  allows(inWork: Iterable<Spender>): boolean {
    if (this.#limit === Infinity) return true;
    const polls = Math.ceil(MARGIN * this.#polls);
    let reserved = 0;
    let count = 0;
    for (const { sent, polls: made } of inWork) {
      count++;
      reserved += (sent ? 0 : 1) + Math.max(1, polls - made);
    }
    // With nothing to lose, what is enough for the luckiest image is tried: else a small budget could buy nothing.
    return this.left - reserved >= (count === 0 ? LEAST : 1 + polls);
  }
}
