import {
  type Claim,
  type NewTask,
  QueueClosedError,
  QueueFullError,
  type TaskCounts,
  type TaskOutcome,
  type TaskQueue,
  type TaskResult,
  type TaskSnapshot,
} from './task-queue.ts';
import { WaitingRoom } from './waiting-room.ts';

/** How a {@link MemoryTaskQueue} is set up. */
export interface MemoryTaskQueueOptions {
  /** How many tasks may wait for a worker. */
  readonly maxPending: number;
  /** How many ended tasks are kept; beyond, the one that ended first is forgotten. */
  readonly maxFinished: number;
  /** For how long the result of a task is kept after it ended, in milliseconds. */
  readonly keepFor: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

interface Task extends NewTask {
  attempts: number;
  state: { status: 'Pending' } | { status: 'Processing'; fence: number; work: AbortController } | Ended;
}

interface Ended {
  status: 'Completed' | 'Error';
  outcome: TaskOutcome;
  expiresAt: number;
}

/** A queue in the memory of this process: fast, and gone with it. */
export class MemoryTaskQueue implements TaskQueue {
  readonly #options: MemoryTaskQueueOptions;
  readonly #tasks = new Map<string, Task>();
  /** Ids in the order in which they are claimed. */
  #pending: Set<string> = new Set();
  /** Ids in the order in which they ended. */
  readonly #ended = new Set<string>();
  readonly #waiting = new WaitingRoom();
  #processing = 0;
  #fence = 0;
  #closed = false;

  constructor(options: MemoryTaskQueueOptions) {
    this.#options = options;
  }

  async submit(task: NewTask): Promise<void> {
    this.#checkOpen();
    if (this.#isFull()) throw new QueueFullError(this.#options.maxPending);
    this.#tasks.set(task.id, { ...task, attempts: 0, state: { status: 'Pending' } });
    this.#pending.add(task.id);
    this.#waiting.wakeAll();
  }

  async hasRoom(): Promise<boolean> {
    this.#checkOpen();
    return !this.#isFull();
  }

  async claim(signal: AbortSignal): Promise<Claim | undefined> {
    this.#checkOpen();
    while (!signal.aborted && !this.#closed) {
      const claim = this.#take();
      if (claim) return claim;
      await this.#waiting.wait(signal);
    }
    return undefined;
  }

  async complete(claim: Claim, result: TaskResult): Promise<boolean> {
    return this.#end(claim, { status: 'Completed', ...result });
  }

  async fail(claim: Claim, messages: readonly string[]): Promise<boolean> {
    return this.#end(claim, { status: 'Error', messages });
  }

  async release(claim: Claim): Promise<boolean> {
    this.#checkOpen();
    const task = this.#heldBy(claim);
    if (!task) return false;
    this.#stopWork(task);
    task.attempts -= 1;
    task.state = { status: 'Pending' };
    this.#pending = new Set([task.id, ...this.#pending]);
    this.#waiting.wakeAll();
    return true;
  }

  async status(owner: string, id: string): Promise<TaskSnapshot | undefined> {
    const outcome = await this.result(owner, id);
    if (outcome?.status !== 'Completed') return outcome;
    return { status: outcome.status, warnings: outcome.warnings };
  }

  async result(owner: string, id: string): Promise<TaskOutcome | undefined> {
    this.#checkOpen();
    const state = this.#find(owner, id)?.state;
    if (!state) return undefined;
    return 'outcome' in state ? state.outcome : { status: state.status };
  }

  async cancel(owner: string, id: string): Promise<boolean> {
    this.#checkOpen();
    const task = this.#find(owner, id);
    if (!task) return false;
    this.#stopWork(task);
    this.#forget(id);
    return true;
  }

  async isOpen(id: string): Promise<boolean> {
    this.#checkOpen();
    const status = this.#tasks.get(id)?.state.status;
    return status === 'Pending' || status === 'Processing';
  }

  async purge(): Promise<number> {
    this.#checkOpen();
    const { keepFor, now } = this.#options;
    const latest = now() + keepFor;
    let purged = 0;
    for (const id of this.#ended) {
      const state = this.#tasks.get(id)?.state;
      // A clock that was set back would keep it for longer than its time, perhaps for ever.
      if (state && 'expiresAt' in state) state.expiresAt = Math.min(state.expiresAt, latest);
      if (!this.#hasExpired(id)) continue;
      this.#forget(id);
      purged += 1;
    }
    return purged;
  }

  async counts(): Promise<TaskCounts> {
    this.#checkOpen();
    return { pending: this.#pending.size, processing: this.#processing, finished: this.#ended.size };
  }

  async check(): Promise<void> {
    this.#checkOpen();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const task of this.#tasks.values()) this.#stopWork(task);
    this.#tasks.clear();
    this.#waiting.wakeAll();
  }

  #isFull(): boolean {
    return this.#pending.size >= this.#options.maxPending;
  }

  #checkOpen(): void {
    if (this.#closed) throw new QueueClosedError();
  }

  #take(): Claim | undefined {
    const [id] = this.#pending;
    const task = id === undefined ? undefined : this.#tasks.get(id);
    if (!task) return undefined;
    this.#pending.delete(task.id);
    const work = new AbortController();
    this.#fence += 1;
    this.#processing += 1;
    task.attempts += 1;
    task.state = { status: 'Processing', fence: this.#fence, work };
    const { settings, attempts: attempt } = task;
    return { id: task.id, settings, fence: this.#fence, attempt, signal: work.signal };
  }

  #end(claim: Claim, outcome: Extract<TaskOutcome, { status: 'Completed' | 'Error' }>): boolean {
    this.#checkOpen();
    const task = this.#heldBy(claim);
    if (!task) return false;
    const { keepFor, maxFinished, now } = this.#options;
    this.#processing -= 1;
    task.state = { status: outcome.status, outcome, expiresAt: now() + keepFor };
    this.#ended.add(task.id);
    const [oldest] = this.#ended;
    if (oldest !== undefined && this.#ended.size > maxFinished) this.#forget(oldest);
    return true;
  }

  #heldBy(claim: Claim): Task | undefined {
    const task = this.#tasks.get(claim.id);
    return task?.state.status === 'Processing' && task.state.fence === claim.fence ? task : undefined;
  }

  #find(owner: string, id: string): Task | undefined {
    if (this.#hasExpired(id)) this.#forget(id);
    const task = this.#tasks.get(id);
    return task?.owner === owner ? task : undefined;
  }

  #hasExpired(id: string): boolean {
    const state = this.#tasks.get(id)?.state;
    return state !== undefined && 'expiresAt' in state && state.expiresAt <= this.#options.now();
  }

  #stopWork({ state }: Task): void {
    if (state.status !== 'Processing') return;
    this.#processing -= 1;
    state.work.abort();
  }

  #forget(id: string): void {
    this.#tasks.delete(id);
    this.#pending.delete(id);
    this.#ended.delete(id);
  }
}
