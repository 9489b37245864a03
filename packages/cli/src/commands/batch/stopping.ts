import type { SentImage } from '../../journal/submissions.ts';

/** Why a batch ends before all is done. */
export type StopReason =
  /** Ctrl-C, or SIGTERM. */
  | 'interrupt'
  /** No more calls may be made. */
  | 'budget'
  /** The service refuses every call: `auth`, `quota`. */
  | 'refused'
  /** The service can't be reached, or answers nothing but failures. */
  | 'outage'
  /** The journal or a result can't be written. */
  | 'disk';

/**
 * Brings a batch to its end without a doubt: nothing is begun any more; what is being sent is sent to its end, so that
 * its task is known; then nobody waits for tasks any longer.
 */
export class Stopping {
  readonly #inWork: ReadonlySet<SentImage>;
  readonly #abort = new AbortController();
  #wake: () => void = () => {};
  #reason: StopReason | undefined;

  /** @param inWork - the images that have been begun and not ended */
  constructor(inWork: ReadonlySet<SentImage>) {
    this.#inWork = inWork;
  }

  /** Why it ends; `undefined` while it goes on. The first reason counts. */
  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** Aborted when nothing is being sent any more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Ends it. */
  stop(reason: StopReason): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#wake();
    this.look();
  }

  /**
   * Waits for something, or until the batch is to end. For one waiter at a time: a race with a promise that lives as long
   * as the batch would keep something of every image that was ever waited for.
   *
   * @returns `undefined` when it is to end
   */
  orEnd<T>(promise: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#wake = () => resolve(undefined);
      promise.then(resolve, reject);
    });
  }

  /** How many images are being sent. */
  get sending(): number {
    return [...this.#inWork].filter(({ state, sent }) => state === 'sending' && sent).length;
  }

  /** To be called when an image may have been sent to its end. */
  look(): void {
    if (this.#reason !== undefined && this.sending === 0) this.#abort.abort();
  }
}
