import type { OperationId } from '@detect-regions/spec';
import type { OnResponse } from './call-options.ts';
import type { Clock } from './clock.ts';
import { AbortError } from './errors/index.ts';
import { failures } from './failure/load.ts';

// Beyond this, timers fire at once; a longer one is wound up again.
const longestTimer = 2 ** 31 - 1;

/** What a caller sets for one operation. */
export interface Limits {
  /** Milliseconds; may be `Infinity`. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  /** Whom to show each answer to. */
  readonly onResponse?: OnResponse | undefined;
}

/**
 * The time and the will of one caller for one operation: a deadline and a signal, over all its requests,
 * retries and waits. At any moment it has at most one timer, and one listener until it is closed.
 */
export class Budget {
  /** Tells the calls of a client apart: 1 for the first. */
  readonly callId: number;
  /** The task that the operation is about, once it is known: errors then carry it. */
  taskId: string | undefined;
  /** Whom to show each answer to. */
  readonly onResponse: OnResponse | undefined;
  readonly #clock: Clock;
  readonly #deadline: number;
  readonly #start: number;
  readonly #signal: AbortSignal | undefined;
  #onAbort: (() => void) | undefined;

  constructor(clock: Clock, { deadline, signal, onResponse }: Limits, callId = 1, taskId?: string) {
    this.callId = callId;
    this.taskId = taskId;
    this.onResponse = onResponse;
    this.#clock = clock;
    this.#deadline = deadline;
    this.#start = clock.now();
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort);
  }

  /** Milliseconds since the operation began. */
  get elapsed(): number {
    return this.#clock.now() - this.#start;
  }

  /** Milliseconds until the deadline. */
  get left(): number {
    return this.#deadline - this.elapsed;
  }

  /**
   * Does `work` until it settles, the deadline comes, the signal is aborted, or it makes no progress for
   * `patience` milliseconds, whichever is first.
   *
   * @param operation - what the errors are to name
   * @param patience - milliseconds; may be `Infinity`
   * @param work - gets a signal that tells it to stop, and a function to call when it has made progress
   * @throws AbortError, DeadlineError, TimeoutError, or what `work` throws
   */
  run<T>(
    operation: OperationId,
    patience: number,
    work: (signal: AbortSignal, progress: () => void) => Promise<T>,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const controller = new AbortController();
      let timer: unknown;
      let last = this.#clock.now();
      // What was told to stop may settle when the next work is under way.
      const end = (): void => {
        this.#clock.clearTimeout(timer);
        if (this.#onAbort === stop) this.#onAbort = undefined;
      };
      const stop = (): void => {
        end();
        // From here on it does not matter any more what comes of the work.
        resolve(this.end(operation, patience));
        controller.abort();
      };
      const watch = (): void => {
        const delay = Math.min(patience - (this.#clock.now() - last), this.left);
        if (delay <= 0) stop();
        else if (delay < Infinity) timer = this.#clock.setTimeout(watch, Math.min(delay, longestTimer));
      };
      this.#onAbort = stop;
      if (this.#signal?.aborted) stop();
      else watch();
      if (controller.signal.aborted) return;
      work(controller.signal, () => {
        last = this.#clock.now();
      }).then(
        (value) => {
          end();
          resolve(value);
        },
        (error) => {
          end();
          reject(error);
        },
      );
    });
  }

  /** Waits, unless the deadline or the signal comes first. */
  sleep(operation: OperationId, delay: number): Promise<void> {
    let timer: unknown;
    return this.run(operation, Infinity, () => {
      return new Promise<void>((resolve) => {
        timer = this.#clock.setTimeout(resolve, Math.min(delay, longestTimer));
      });
    }).finally(() => this.#clock.clearTimeout(timer));
  }

  /** Lets go of the caller's signal. */
  close(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.#onAbort?.();

  /**
   * Throws what ended the operation: the signal, the deadline (or that there is no use in going on until then), or else
   * the end of patience.
   *
   * @param patience - milliseconds
   */
  async end(operation: OperationId, patience: number = Infinity): Promise<never> {
    const about = { operation, taskId: this.taskId };
    if (this.#signal?.aborted) {
      throw new AbortError('The caller aborted the operation.', { ...about, cause: this.#signal.reason });
    }
    const late = this.left <= 0 || patience === Infinity;
    const { limitFailure } = await failures(about);
    throw late ? limitFailure(about, this.#deadline) : limitFailure(about, patience, true);
  }
}
