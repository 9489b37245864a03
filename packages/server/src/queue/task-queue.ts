import type { Settings } from '@detect-regions/spec';

/** A task as it is handed in. Its image is in the image store, under the same id. */
export interface NewTask {
  /** The id of the task, unique for all time. */
  readonly id: string;
  /** The client that the task belongs to; for all others it does not exist. */
  readonly owner: string;
  /** How to look at the image, complete. */
  readonly settings: Settings;
}

/** A task in the hands of a worker. */
export interface Claim {
  readonly id: string;
  readonly settings: Settings;
  /**
   * Grows with every claim of any task. Only the claim with the latest fence of a task may end it, so a worker
   * that was thought dead can't overwrite what its successor did.
   */
  readonly fence: number;
  /** How many times the task has been claimed and not handed back, this one included: 2 after one worker was lost. */
  readonly attempt: number;
  /** Aborted when the work is in vain: the task was cancelled, or the claim was lost. */
  readonly signal: AbortSignal;
}

/** What came out of a task. */
export interface TaskResult {
  /** The regions in the wire form, as `encodeRegions` of `@detect-regions/regions` makes it. */
  readonly data: string;
  /** What the caller should be wary of; empty when there is nothing. */
  readonly warnings: readonly string[];
}

/** A task as it stands, without its result. */
export type TaskSnapshot =
  | { readonly status: 'Pending' | 'Processing' }
  | { readonly status: 'Completed'; readonly warnings: readonly string[] }
  | { readonly status: 'Error'; readonly messages: readonly string[] };

/** A task as it stands, with its result when it is completed. */
export type TaskOutcome = Exclude<TaskSnapshot, { status: 'Completed' }> | CompletedTask;

/** A task that is done. */
export interface CompletedTask extends TaskResult {
  readonly status: 'Completed';
}

/** How many tasks a queue holds. */
export interface TaskCounts {
  /** Waiting for a worker. */
  readonly pending: number;
  /** In the hands of a worker. */
  readonly processing: number;
  /** Done or failed, and still kept. */
  readonly finished: number;
}

/**
 * Where tasks wait, and where their results are kept. First in, first out.
 *
 * All methods may be called concurrently and, for a queue that several processes share, from any of them. All reject
 * with `UnavailableError` when what the queue is kept in can't be reached or written; then nothing has been lost that
 * was acknowledged.
 *
 * An implementation passes `describeTaskQueue` of `test/describe-task-queue.ts`.
 */
export interface TaskQueue {
  /**
   * Takes a task in. It is the queue's from the moment that the promise resolves, not earlier.
   *
   * @throws QueueFullError when as many tasks wait as may
   */
  submit(task: NewTask): Promise<void>;

  /**
   * Whether a task would be taken in now. By the time that one is submitted it may be otherwise; but who asks first
   * need not bring the image along in vain.
   */
  hasRoom(): Promise<boolean>;

  /**
   * Waits for a task and takes it out.
   *
   * @param signal - ends the wait
   * @returns the claim, or `undefined` when the signal was aborted or the queue was closed
   */
  claim(signal: AbortSignal): Promise<Claim | undefined>;

  /**
   * Ends a task well. Returns false, and changes nothing, when the claim no longer holds: its task was cancelled,
   * handed back, or claimed anew.
   */
  complete(claim: Claim, result: TaskResult): Promise<boolean>;

  /** Ends a task badly; false as for {@link TaskQueue.complete}. */
  fail(claim: Claim, messages: readonly string[]): Promise<boolean>;

  /** Hands a task back, to the head of the queue, as if it had not been claimed; false as for {@link TaskQueue.complete}. */
  release(claim: Claim): Promise<boolean>;

  /** A task without its result; `undefined` for one that is unknown, cancelled, expired, or another's. */
  status(owner: string, id: string): Promise<TaskSnapshot | undefined>;

  /** A task with its result; `undefined` as for {@link TaskQueue.status}. */
  result(owner: string, id: string): Promise<TaskOutcome | undefined>;

  /** Forgets a task, whatever its state, and aborts work on it. Returns whether there was one. */
  cancel(owner: string, id: string): Promise<boolean>;

  /** Whether a task waits or is worked on, whoever it belongs to: its image is needed. */
  isOpen(id: string): Promise<boolean>;

  /**
   * Forgets the tasks whose results were kept long enough. Returns how many. What ended in the future, by a clock that
   * was set back since, is kept for its time from now on at most.
   */
  purge(): Promise<number>;

  counts(): Promise<TaskCounts>;

  /**
   * Makes sure that the queue can be reached and written to.
   *
   * @throws UnavailableError when it can't
   */
  check(): Promise<void>;

  /** Ends all waits and aborts all claims. Every later call but `close` rejects. */
  close(): Promise<void>;
}

/** As many tasks wait as may; the caller should come back later. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError' as const;

  constructor(limit: number) {
    super(`The queue is full: ${limit} tasks wait.`);
  }
}

/** The queue was used after it was closed. */
export class QueueClosedError extends Error {
  override readonly name = 'QueueClosedError' as const;

  constructor() {
    super('The queue is closed.');
  }
}
