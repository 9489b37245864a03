import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TaskCounts } from '../queue/task-queue.ts';
import { openDatabase } from './database.ts';
import { sqliteCode, sqliteCodes } from './sqlite-errors.ts';
import type { ClaimedTask, DatabaseLimits, PurgeStep, Write, WriteOutcome, WriteResults } from './writes.ts';

/** How many rows a step of a purge changes at most: some milliseconds' work, then others have their turn. */
const PURGE_ROWS = 500;

/** How many pages a step of a purge gives back to the disk at most. */
const PURGE_PAGES = 256;

/** How many free pages are kept for what comes next, 4 MiB: what is given back has to be got again. */
const SPARE_PAGES = 1024;

/** What is known without asking the database; valid between groups. */
interface Tally {
  pending: number;
  processing: number;
  finished: number;
  /** Below the position of every open task. */
  head: number;
  /** Above the position of every open task. */
  tail: number;
  /** The latest that was given. */
  fence: number;
  /** Of the task that ended last. */
  endNumber: number;
}

/**
 * The tasks in their database, and all changes of them. Its calls block while the disk works, so it lives in a thread of
 * its own. No other connection may write.
 */
export class TaskDatabase {
  readonly #database: DatabaseSync;
  readonly #limits: DatabaseLimits;
  readonly #statements: ReturnType<typeof prepareAll>;
  #tally: Tally;

  /**
   * @param file - path of a database of the newest schema
   * @param held - the fences of the claims that hold. Other tasks at work lost their worker: they go back to the head of
   *   the queue, the one that was claimed first at the very head
   */
  constructor(file: string, limits: DatabaseLimits, held: readonly number[]) {
    this.#limits = limits;
    this.#database = openDatabase(file, limits.maxPages);
    this.#statements = prepareAll(this.#database);
    this.#tally = this.#count();
    this.#inTransaction(() => this.#takeBack(new Set(held), 'lost'));
  }

  get counts(): TaskCounts {
    const { pending, processing, finished } = this.#tally;
    return { pending, processing, finished };
  }

  /**
   * Makes all changes in one transaction, on the disk when this returns. A change that can't be made fails alone.
   *
   * @throws what SQLite throws when the disk is full or does not work; then none of the changes was made
   */
  run(writes: readonly Write[]): WriteOutcome[] {
    return this.#inTransaction(() => writes.map((write) => this.#try(write)));
  }

  /** Hands all tasks at work back, as if they had not been claimed, and closes the database. */
  close(): void {
    try {
      this.#inTransaction(() => this.#takeBack(new Set(), 'handed back'));
    } finally {
      this.#database.close();
    }
  }

  #inTransaction<T>(work: () => T): T {
    const { begin, commit, rollback, keepFence } = this.#statements;
    const before = { ...this.#tally };
    try {
      begin.run();
      const result = work();
      if (this.#tally.fence !== before.fence) keepFence.run(this.#tally.fence);
      commit.run();
      return result;
    } catch (error) {
      this.#tally = before;
      // Some failures end the transaction by themselves.
      if (this.#database.isTransaction) rollback.run();
      throw error;
    }
  }

  #try(write: Write): WriteOutcome {
    try {
      return { value: this.#make(write) };
    } catch (error) {
      // These undo the statement alone; and no write that can break a rule has a statement before the one that does.
      const code = sqliteCode(error);
      if (code === sqliteCodes.constraint || code === sqliteCodes.tooBig) return { error: error as Error };
      throw error;
    }
  }

  #make(write: Write): WriteResults[Write['kind']] {
    switch (write.kind) {
      case 'submit':
        return this.#submit(write);
      case 'claim':
        return this.#claim();
      case 'end':
        return this.#end(write);
      case 'release':
        return this.#release(write);
      case 'cancel':
        return this.#cancel(write);
      case 'purge':
        return this.#purge(write.now);
      case 'check':
        return this.#check();
    }
  }

  #submit({ id, owner, settings }: Extract<Write, { kind: 'submit' }>): boolean {
    const tally = this.#tally;
    if (tally.pending >= this.#limits.maxPending) return false;
    this.#statements.insert.run(id, owner, tally.tail, settings);
    tally.tail += 1;
    tally.pending += 1;
    return true;
  }

  #claim(): ClaimedTask | undefined {
    const tally = this.#tally;
    const fence = tally.fence + 1;
    const row = this.#statements.claim.get(fence) as Omit<ClaimedTask, 'fence'> | undefined;
    if (!row) return undefined;
    tally.fence = fence;
    tally.pending -= 1;
    tally.processing += 1;
    return { ...row, fence };
  }

  #end({ id, fence, now, status, notes, data }: Extract<Write, { kind: 'end' }>): boolean {
    const tally = this.#tally;
    const endNumber = tally.endNumber + 1;
    if (!changed(this.#statements.end.run(status, now, endNumber, notes, data, id, fence))) return false;
    tally.endNumber = endNumber;
    tally.processing -= 1;
    tally.finished += 1;
    if (tally.finished > this.#limits.maxFinished) this.#forgetFirst(1);
    return true;
  }

  #release({ id, fence }: Extract<Write, { kind: 'release' }>): boolean {
    if (!changed(this.#statements.release.run(this.#tally.head, 1, id, fence))) return false;
    this.#becamePending();
    return true;
  }

  #cancel({ owner, id, now }: Extract<Write, { kind: 'cancel' }>): boolean {
    const row = this.#statements.cancel.get(id, owner, now - this.#limits.keepFor);
    if (!row) return false;
    if (row.status === 'Pending') this.#tally.pending -= 1;
    else if (row.status === 'Processing') this.#tally.processing -= 1;
    else this.#tally.finished -= 1;
    return true;
  }

  /** One step of what `TaskQueue.purge` does. */
  #purge(now: number): PurgeStep {
    const { expire, restamp } = this.#statements;
    const tally = this.#tally;
    // A clock that was set back would keep them for longer than their time, perhaps for ever.
    const restamped = Number(restamp.run(now, now, PURGE_ROWS).changes);
    const expired = Number(expire.run(now - this.#limits.keepFor, PURGE_ROWS).changes);
    tally.finished -= expired;
    const excess = Math.max(0, tally.finished - this.#limits.maxFinished);
    const forgotten = this.#forgetFirst(Math.min(excess, PURGE_ROWS));
    const rowsLeft = [restamped, expired, forgotten].some((rows) => rows === PURGE_ROWS);
    return { purged: expired + forgotten, more: this.#shrink() || rowsLeft };
  }

  #forgetFirst(count: number): number {
    if (count === 0) return 0;
    const forgotten = Number(this.#statements.forgetFirst.run(count).changes);
    this.#tally.finished -= forgotten;
    return forgotten;
  }

  /** Gives free pages back to the disk; returns whether there are more. */
  #shrink(): boolean {
    const free = Number(this.#statements.freePages.get()?.freelist_count);
    const pages = Math.min(free - SPARE_PAGES, PURGE_PAGES);
    if (pages <= 0) return false;
    this.#database.exec(`PRAGMA incremental_vacuum(${pages})`);
    return pages === PURGE_PAGES;
  }

  #check(): undefined {
    this.#statements.keepFence.run(this.#tally.fence);
  }

  #takeBack(held: ReadonlySet<number>, how: 'lost' | 'handed back'): void {
    const rows = this.#statements.running.all() as unknown as { id: string; fence: number }[];
    for (const { id, fence } of rows) {
      if (held.has(fence)) continue;
      this.#statements.release.run(this.#tally.head, how === 'lost' ? 0 : 1, id, fence);
      this.#becamePending();
    }
  }

  #becamePending(): void {
    this.#tally.head -= 1;
    this.#tally.processing -= 1;
    this.#tally.pending += 1;
  }

  #count(): Tally {
    const row = this.#statements.tally.get() as unknown as Tally;
    return { ...row };
  }
}

function changed({ changes }: { readonly changes: number | bigint }): boolean {
  return changes > 0;
}

function prepareAll(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    begin: prepare('BEGIN IMMEDIATE'),
    commit: prepare('COMMIT'),
    rollback: prepare('ROLLBACK'),
    insert: prepare(
      "INSERT INTO tasks (id, owner, status, position, attempts, settings) VALUES (?, ?, 'Pending', ?, 0, ?)",
    ),
    claim: prepare(`
      UPDATE tasks SET status = 'Processing', fence = ?, attempts = attempts + 1
      WHERE rowid = (SELECT rowid FROM tasks WHERE status = 'Pending' ORDER BY position LIMIT 1)
      RETURNING id, settings, attempts`),
    end: prepare(`
      UPDATE tasks SET status = ?, ended_at = ?, end_number = ?, notes = ?, data = ?, settings = NULL
      WHERE id = ? AND fence = ? AND status = 'Processing'`),
    release: prepare(`
      UPDATE tasks SET status = 'Pending', position = ?, attempts = attempts - ?
      WHERE id = ? AND fence = ? AND status = 'Processing'`),
    cancel: prepare(
      'DELETE FROM tasks WHERE id = ? AND owner = ? AND (ended_at IS NULL OR ended_at > ?) RETURNING status',
    ),
    restamp: prepare(
      'UPDATE tasks SET ended_at = ? WHERE rowid IN (SELECT rowid FROM tasks WHERE ended_at > ? LIMIT ?)',
    ),
    expire: prepare(
      'DELETE FROM tasks WHERE rowid IN (SELECT rowid FROM tasks WHERE ended_at <= ? ORDER BY ended_at LIMIT ?)',
    ),
    forgetFirst: prepare(`
      DELETE FROM tasks WHERE rowid IN
        (SELECT rowid FROM tasks WHERE end_number IS NOT NULL ORDER BY end_number LIMIT ?)`),
    running: prepare("SELECT id, fence FROM tasks WHERE status = 'Processing' ORDER BY fence DESC"),
    keepFence: prepare('UPDATE last_fence SET fence = ?'),
    freePages: prepare('PRAGMA freelist_count'),
    tally: prepare(`
      SELECT
        (SELECT count(*) FROM tasks WHERE status = 'Pending') AS pending,
        (SELECT count(*) FROM tasks WHERE status = 'Processing') AS processing,
        (SELECT count(*) FROM tasks WHERE end_number IS NOT NULL) AS finished,
        (SELECT coalesce(min(position), 0) - 1 FROM tasks WHERE status = 'Pending') AS head,
        (SELECT coalesce(max(position), 0) + 1 FROM tasks WHERE status = 'Pending') AS tail,
        (SELECT fence FROM last_fence) AS fence,
        (SELECT coalesce(max(end_number), 0) FROM tasks WHERE end_number IS NOT NULL) AS endNumber`),
  };
}
