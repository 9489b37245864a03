import type { Budget } from './budget.ts';
import type { CallOptions, WaitOptions } from './call-options.ts';
import { check } from './check.ts';
import type { ImageFacts, Look, Outcome, Snapshot } from './outcome.ts';
import { poll } from './poll.ts';
import type { Sender } from './send.ts';
import { cancelDetectRegions, getDetectRegions, getTaskStatus } from './service.ts';

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
    if (!this.#ended) await this.giveUp();
  }

  /** @internal Cancels it, within seconds; what comes of that nobody can be told. */
  async giveUp(): Promise<void> {
    await this.cancel({ deadline: patience }).catch(() => {});
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

  #within<T>(options: WaitOptions, work: (budget: Budget) => Promise<T>): Promise<T> {
    return this.#sender.within(options, work, this.id);
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
}

/** How long giving a task up may take where nobody asked for it, in milliseconds. */
const patience = 5_000;

/**
 * Checks what may be a task from elsewhere.
 *
 * @throws InvalidInputError unless it is an id or what `toJSON` gave
 */
export function checkTask(value: unknown): TaskJSON {
  const given = typeof value === 'string' ? { id: value } : Object(value);
  check(
    typeof given.id === 'string' && /^\S{1,200}$/.test(given.id),
    'task',
    'the id of a task, or its toJSON()',
  );
  // Nothing else may get into its outcome.
  const names = ['id', 'width', 'height', 'page', 'settings'].filter((name) => given[name]);
  return Object.fromEntries(names.map((name) => [name, given[name]])) as unknown as TaskJSON;
}
