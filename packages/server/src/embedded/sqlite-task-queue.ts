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
} from '../queue/task-queue.ts';
import { WaitingRoom } from '../queue/waiting-room.ts';
import { GroupWriter, type GroupWriterOptions, type ResultOf } from './group-writer.ts';
import { OpenTasks } from './open-tasks.ts';
import type { TaskReader } from './task-reader.ts';
import type { ClaimedTask, EndedTask, Write } from './writes.ts';

/** What a {@link SqliteTaskQueue} is made of. */
export interface SqliteTaskQueueParts extends Pick<GroupWriterOptions, 'file' | 'limits'> {
  /** Closed with the queue. */
  readonly reader: TaskReader;
  /** Of the data folder; given up once the queue is closed. */
  readonly lock: Disposable;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Work under way in this process. */
interface HeldClaim {
  readonly fence: number;
  readonly work: AbortController;
}

/** A queue in a database of this machine: what it has acknowledged is on the disk. */
export class SqliteTaskQueue implements TaskQueue {
  readonly #parts: SqliteTaskQueueParts;
  readonly #writer: GroupWriter;
  /** By the id of the task. */
  readonly #held = new Map<string, HeldClaim>();
  /** Those who wait for a task. */
  readonly #waiting = new WaitingRoom();
  #counts: TaskCounts = { pending: 0, processing: 0, finished: 0 };
  readonly #openTasks = new OpenTasks();
  #closing: Promise<void> | undefined;

  /** Opened by {@link SqliteTaskQueue.open} before all else. */
  constructor(parts: SqliteTaskQueueParts) {
    this.#parts = parts;
    this.#writer = new GroupWriter({
      file: parts.file,
      limits: parts.limits,
      heldFences: () => [...this.#held.values()].map(({ fence }) => fence),
      onCounts: (counts) => {
        this.#counts = counts;
        if (counts.pending > 0) this.#waiting.wakeAll();
      },
    });
  }

  /** @throws UnavailableError when the database can't be opened */
  open(): Promise<void> {
    return this.#writer.open();
  }

  async submit({ id, owner, settings }: NewTask): Promise<void> {
    const write = { kind: 'submit', id, owner, settings: JSON.stringify(settings) } as const;
    if (!(await this.#write(write))) throw new QueueFullError(this.#parts.limits.maxPending);
  }

  async hasRoom(): Promise<boolean> {
    this.#checkOpen();
    return this.#counts.pending < this.#parts.limits.maxPending;
  }

  async claim(signal: AbortSignal): Promise<Claim | undefined> {
    this.#checkOpen();
    while (!signal.aborted && !this.#closing) {
      if (this.#counts.pending === 0) {
        await this.#waiting.wait(signal);
        continue;
      }
      const claim = await this.#write({ kind: 'claim' }, (task) => task && this.#hold(task));
      if (!claim) continue;
      if (!signal.aborted) return claim;
      // Unless the queue was closed meanwhile, which hands all back.
      if (!this.#closing) await this.release(claim);
    }
    return undefined;
  }

  async complete(claim: Claim, { data, warnings }: TaskResult): Promise<boolean> {
    return this.#end(claim, { status: 'Completed', notes: JSON.stringify(warnings), data });
  }

  async fail(claim: Claim, messages: readonly string[]): Promise<boolean> {
    return this.#end(claim, { status: 'Error', notes: JSON.stringify(messages), data: null });
  }

  async release({ id, fence }: Claim): Promise<boolean> {
    return this.#write({ kind: 'release', id, fence }, (released) => {
      // Held or lost before: the claim does not hold any more.
      if (this.#held.get(id)?.fence === fence) this.#letGo(id);
      return released;
    });
  }

  async status(owner: string, id: string): Promise<TaskSnapshot | undefined> {
    this.#checkOpen();
    const known = this.#openTasks.find(owner, id);
    if (known) return known;
    const status = this.#parts.reader.status(owner, id, this.#expiredSince());
    this.#openTasks.note(owner, id, status);
    return status;
  }

  async result(owner: string, id: string): Promise<TaskOutcome | undefined> {
    this.#checkOpen();
    return this.#parts.reader.result(owner, id, this.#expiredSince());
  }

  async cancel(owner: string, id: string): Promise<boolean> {
    const write = { kind: 'cancel', owner, id, now: this.#parts.now() } as const;
    return this.#write(write, (cancelled) => {
      if (cancelled) this.#letGo(id);
      return cancelled;
    });
  }

  async isOpen(id: string): Promise<boolean> {
    this.#checkOpen();
    return this.#parts.reader.isOpen(id);
  }

  async purge(): Promise<number> {
    let all = 0;
    for (;;) {
      // In steps: what is asked for meanwhile is done between them.
      const { purged, more } = await this.#write({ kind: 'purge', now: this.#parts.now() });
      all += purged;
      if (!more) return all;
    }
  }

  async counts(): Promise<TaskCounts> {
    this.#checkOpen();
    return this.#counts;
  }

  async check(): Promise<void> {
    await this.#write({ kind: 'check' });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const { work } of this.#held.values()) work.abort();
    this.#held.clear();
    this.#waiting.wakeAll();
    await this.#writer.close();
    // Last, so that it is this connection that clears away the write-ahead log.
    this.#parts.reader.close();
    this.#parts.lock[Symbol.dispose]();
  }

  #checkOpen(): void {
    if (this.#closing) throw new QueueClosedError();
  }

  async #write<W extends Write>(write: W): Promise<ResultOf<W>>;
  async #write<W extends Write, T>(write: W, settle: (result: ResultOf<W>) => T): Promise<T>;
  async #write<W extends Write>(
    write: W,
    settle: (result: ResultOf<W>) => unknown = (result) => result,
  ): Promise<unknown> {
    this.#checkOpen();
    using _ = this.#openTasks.change();
    return await this.#writer.write(write, settle);
  }

  #end({ id, fence }: Claim, ended: EndedTask): Promise<boolean> {
    const write = { kind: 'end', id, fence, now: this.#parts.now(), ...ended } as const;
    return this.#write(write, (holds) => {
      if (this.#held.get(id)?.fence === fence) this.#held.delete(id);
      return holds;
    });
  }

  #hold({ id, fence, settings, attempts }: ClaimedTask): Claim {
    const work = new AbortController();
    if (this.#closing) work.abort();
    this.#held.set(id, { fence, work });
    return { id, fence, settings: JSON.parse(settings), attempt: attempts, signal: work.signal };
  }

  #letGo(id: string): void {
    this.#held.get(id)?.work.abort();
    this.#held.delete(id);
  }

  /** Results of tasks that ended then or before are kept no longer, in milliseconds since 1970. */
  #expiredSince(): number {
    return this.#parts.now() - this.#parts.limits.keepFor;
  }
}
