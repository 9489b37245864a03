import type { Budget } from './budget.ts';
import { check } from './check.ts';
import type { ResponseEvent } from './events.ts';
import type { ImageFacts, Look, Outcome, Snapshot } from './outcome.ts';
import { type Progress, poll } from './poll.ts';
import type { Sender } from './send.ts';
import { cancelDetectRegions, getDetectRegions, getTaskStatus } from './service.ts';

/**
 * Gets the raw answer to each request of a call, before it is read: a copy, whose body may be read or left.
 *
 * @param response - status, headers and body
 * @param about - what it answers, and how long that took
 */
export type OnResponse = (response: Response, about: ResponseEvent) => void;

/** Limits of one call, and who watches it. */
export interface CallOptions {
  /** Ends the call, with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, retries and waits included, in milliseconds. Default: that of the client. */
  readonly deadline?: number | undefined;
  /** Called with the raw answer to each request, retries and polls included. What it throws is ignored. */
  readonly onResponse?: OnResponse | undefined;
}

/** Options of a wait. */
export interface WaitOptions extends CallOptions {
  /** Called after each poll. What it throws ends the wait. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Milliseconds of lateness that one poll may cost; a lower price means more polls. Default: that of the client. */
  readonly pollPrice?: number | undefined;
}

/** A task as plain data, to be resumed with `client.task`, in another process too. Holds no secret. */
export interface TaskJSON extends ImageFacts {
  /** The id that the service gave it. */
  readonly id: string;
}

/**
 * A submitted image. Not thenable: awaiting it does not wait for its end, `wait` does.
 *
 * Any number of callers may use one task at a time, each with its own signal and deadline. Every error carries
 * the task's id.
 */
export class Task {
  /** The id that the service gave it. */
  readonly id: string;
  readonly #sender: Sender;
  readonly #facts: ImageFacts;
  readonly #accepted: number | undefined;
  readonly #onUseless: (() => Promise<void>) | undefined;
  #ended = false;

  /**
   * @internal
   * @param accepted - when, by the client's clock; `undefined` for a task from elsewhere
   * @param onUseless - called when no result is to be had of it any more
   */
  constructor(
    sender: Sender,
    id: string,
    facts: ImageFacts,
    accepted?: number,
    onUseless?: () => Promise<void>,
  ) {
    this.id = id;
    this.#onUseless = onUseless;
    this.#accepted = accepted;
    this.#sender = sender;
    this.#facts = facts;
  }

  /**
   * Asks once how the task stands, without its regions (operation `getTaskStatus`, one billed call).
   *
   * @throws DetectRegionsError when the call fails; a task that failed or is gone is no error here
   */
  async status(options: CallOptions = {}): Promise<Snapshot> {
    return this.#within(options, async (budget) => {
      const snapshot = await this.#sender.send(getTaskStatus(this.id), budget);
      await this.#note(snapshot);
      return snapshot;
    });
  }

  /**
   * Asks once for the result (operation `getDetectRegions`, one billed call).
   *
   * @returns how the task ended, or `null` while it has not
   * @throws DetectRegionsError when the call fails; a task that failed or is gone is no error here
   */
  async result(options: CallOptions = {}): Promise<Outcome | null> {
    return this.#within(options, async (budget) => (await this.#look(budget)).outcome);
  }

  /**
   * Waits until the task has ended (operation `getDetectRegions`, one billed call a poll).
   *
   * A task that was submitted here is asked for when it may be done; one from elsewhere at once.
   * The client learns from each how long tasks take, and asks when the expected cost, lateness plus `pollPrice` for
   * each poll, is least.
   * It reads the result itself rather than status and then result: one call less. A status that the spec does
   * not know is waited out; an unknown id ends the wait.
   *
   * @returns how it ended: `completed`, `failed` or `gone`
   * @throws DeadlineError when that takes longer than `deadline`: the task goes on, and can be waited for again
   * @throws AbortError when `signal` is aborted: the task goes on
   * @throws DetectRegionsError when a call fails for good
   */
  async wait(options: WaitOptions = {}): Promise<Outcome> {
    return this.#within(options, (budget) => this.waitWithin(budget, options));
  }

  /**
   * Gives the task up (operation `cancelDetectRegions`, one billed call). A result is dropped as well; a task
   * that is gone already is no error.
   *
   * @throws DetectRegionsError when the call fails
   */
  async cancel(options: CallOptions = {}): Promise<void> {
    return this.#within(options, async (budget) => {
      await this.#sender.send(cancelDetectRegions(this.id), budget);
      this.#ended = true;
      await this.#onUseless?.();
    });
  }

  /** The task as plain data: what `client.task` takes. */
  toJSON(): TaskJSON {
    return { id: this.id, ...this.#facts };
  }

  /**
   * With `await using`: cancels the task unless it has been seen to have ended. A failure to cancel is ignored,
   * since there is nobody to tell; use `cancel` where it matters.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) await this.cancel({ deadline: disposal }).catch(() => {});
  }

  /** @internal */
  async waitWithin(budget: Budget, { onProgress, pollPrice }: WaitOptions): Promise<Outcome> {
    budget.taskId = this.id;
    const { config } = this.#sender;
    const age = this.#accepted === undefined ? undefined : config.clock.now() - this.#accepted;
    return poll(
      { price: pollPrice ?? config.pollPrice, age, look: () => this.#look(budget), onProgress },
      config,
      budget,
    );
  }

  async #look(budget: Budget): Promise<Look> {
    const look = await this.#sender.send(getDetectRegions(this.id, this.#facts), budget);
    await this.#note(look.snapshot);
    return look;
  }

  #note({ status }: Snapshot): Promise<void> | undefined {
    const useless = status === 'failed' || status === 'gone';
    this.#ended ||= useless || status === 'completed';
    return useless ? this.#onUseless?.() : undefined;
  }

  async #within<T>(options: WaitOptions, work: (budget: Budget) => Promise<T>): Promise<T> {
    const budget = this.#sender.begin(options, this.id);
    try {
      return await work(budget);
    } finally {
      budget.close();
    }
  }
}

/** How long leaving a block may take for giving a task up, in milliseconds. */
const disposal = 5_000;

/**
 * Checks what may be a task from elsewhere.
 *
 * @throws InvalidInputError unless it is an id or what `toJSON` gave
 */
export function checkTask(value: unknown): TaskJSON {
  const { id, width, height, page, settings } = (
    typeof value === 'string' ? { id: value } : Object(value)
  ) as TaskJSON;
  check(
    typeof id === 'string' && /^\S{1,200}$/.test(id),
    'task',
    'the id of a task, or what its toJSON() gave',
  );
  return {
    id,
    ...(width && height && { width, height }),
    ...(page && { page }),
    ...(settings && { settings }),
  };
}
