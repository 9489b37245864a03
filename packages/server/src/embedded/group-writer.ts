import { Worker } from 'node:worker_threads';
import type { TaskCounts } from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';
import type {
  DatabaseLimits,
  ThreadAnswer,
  ThreadData,
  ThreadRequest,
  Write,
  WriteOutcome,
  WriteResults,
} from './writes.ts';

/** What came of a write of some kind. */
export type ResultOf<W extends Write> = WriteResults[W['kind']];

/** How a {@link GroupWriter} is set up. */
export interface GroupWriterOptions {
  /** Path of a database of the newest schema. */
  readonly file: string;
  readonly limits: DatabaseLimits;
  /** The fences of the claims that hold, asked for when a thread starts. */
  readonly heldFences: () => readonly number[];
  /** Called after each group, before its writes are settled. */
  readonly onCounts: (counts: TaskCounts) => void;
  /** What runs as the thread; for tests. Default: database-thread.ts. */
  readonly thread?: URL;
}

type Settle = (outcome: WriteOutcome) => void;

/** A write and whoever waits for it. */
interface PendingWrite {
  readonly write: Write;
  readonly settle: Settle;
}

/** What a thread is at: it starts, or makes the writes of a group. */
interface Work {
  readonly thread: Worker;
  readonly starts: boolean;
  readonly settles: readonly Settle[];
}

/** How many writes are made in one transaction at most, so that none waits for long. */
const MAX_GROUP = 500;

/**
 * Has a thread make changes of the database. What is asked for while the disk is busy, or in the same moment, is made in
 * one transaction: its cost, to wait for the disk, is shared.
 *
 * A thread that crashes takes the writes at hand with it: it isn't known whether they were made. The next write starts
 * another.
 */
export class GroupWriter {
  readonly #options: GroupWriterOptions;
  #waiting: PendingWrite[] = [];
  #work: Work | undefined;
  #thread: Worker | undefined;
  #scheduled = false;
  #idle = Promise.withResolvers<void>();

  constructor(options: GroupWriterOptions) {
    this.#options = options;
  }

  /**
   * Starts the thread, which opens the database.
   *
   * @throws UnavailableError when that fails
   */
  open(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#start((outcome) => ('error' in outcome ? reject(outcome.error) : resolve()));
    return promise;
  }

  /**
   * Makes a change, on the disk when the promise resolves.
   *
   * @param settle - called with what came of it, for the writes of a group in their order and before any of their
   *   promises goes on; its result is the promise's
   * @throws UnavailableError when the database can't be written to
   */
  write<W extends Write, T>(write: W, settle: (result: ResultOf<W>) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({
      write,
      settle: (outcome) => {
        if ('error' in outcome) reject(outcome.error);
        // The outcome is of the kind of the write, by its place.
        else resolve(settle(outcome.value as ResultOf<W>));
      },
    });
    this.#schedule();
    return promise;
  }

  /** Waits until all is written, and ends the thread, which closes the database. */
  async close(): Promise<void> {
    while (this.#waiting.length > 0 || this.#work) await this.#idle.promise;
    const thread = this.#thread;
    if (!thread) return;
    this.#thread = undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    thread.once('exit', () => resolve());
    thread.ref();
    thread.postMessage('close' satisfies ThreadRequest);
    await promise;
  }

  /** Not at once: of requests that came in together, and of those that go on after a group, all get into the next. */
  #schedule(): void {
    if (this.#scheduled || this.#work) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0) {
      this.#idle.resolve();
      this.#idle = Promise.withResolvers();
      return;
    }
    const thread = this.#thread;
    if (!thread) {
      this.#start();
      return;
    }
    const writes = this.#waiting.splice(0, MAX_GROUP);
    this.#work = { thread, starts: false, settles: writes.map(({ settle }) => settle) };
    // What was asked for keeps the process alive.
    thread.ref();
    thread.postMessage(writes.map(({ write }) => write) satisfies ThreadRequest);
  }

  #start(...settles: Settle[]): void {
    const { file, limits, heldFences, thread: source = threadFile() } = this.#options;
    const workerData: ThreadData = { file, limits, held: heldFences() };
    const thread = new Worker(source, { workerData });
    let failure: unknown;
    thread.on('message', (answer: ThreadAnswer) => this.#finish(answer));
    thread.on('error', (error) => {
      failure = error;
    });
    thread.on('exit', (code) => this.#lost(thread, failure ?? new Error(`It exited with code ${code}.`)));
    this.#thread = thread;
    this.#work = { thread, starts: true, settles };
  }

  #finish({ outcomes, counts }: ThreadAnswer): void {
    const { thread, settles } = this.#work as Work;
    this.#work = undefined;
    thread.unref();
    this.#options.onCounts(counts);
    for (const [index, settle] of settles.entries()) {
      settle(outcomes instanceof Error ? { error: cannotWrite(outcomes) } : (outcomes[index] ?? missing()));
    }
    this.#schedule();
  }

  #lost(thread: Worker, cause: unknown): void {
    if (this.#thread !== thread) return;
    const settles = [...(this.#work?.settles ?? [])];
    // The next one would not start either: those that wait would wait for ever.
    if (this.#work?.starts) settles.push(...this.#waiting.splice(0).map(({ settle }) => settle));
    this.#thread = undefined;
    this.#work = undefined;
    for (const settle of settles) settle({ error: cannotWrite(cause) });
    this.#schedule();
  }
}

function threadFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./database-thread.${extension}`, import.meta.url);
}

function cannotWrite(cause: unknown): UnavailableError {
  return new UnavailableError("The database can't be written to.", { cause });
}

function missing(): WriteOutcome {
  return { error: new Error('The thread left a write without outcome.') };
}
