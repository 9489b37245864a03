import type { DatabaseSync } from 'node:sqlite';

interface Write {
  readonly change: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits what is asked for in the same turn of the event loop as one transaction: a wait for the disk costs the same
 * for one change as for fifty. Changes are made in the order in which they were asked for.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #waiting: Write[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  /** Resolves when all that was asked for so far is on the disk. */
  #last: Promise<void> = Promise.resolve();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Makes a change, together with others. All of a group are made, or none.
   *
   * @returns resolves when it is on the disk; rejects with the error of the database, such as for a full disk
   */
  write(change: () => void): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
    });
    this.#scheduled ??= setImmediate(() => this.#commit());
    this.#last = written;
    // It is told to who waits for it; that nobody does is no reason for the process to end.
    written.catch(() => {});
    return written;
  }

  /** Resolves when all that was asked for so far is on the disk; rejects when the last of it could not be written. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Commits what is waiting, at once. */
  flush(): void {
    clearImmediate(this.#scheduled);
    if (this.#waiting.length > 0) this.#commit();
  }

  #commit(): void {
    this.#scheduled = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    try {
      inTransaction(this.#database, () => {
        for (const { change } of group) change();
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { resolve } of group) resolve();
  }
}

/** Makes changes all together or not at all. */
export function inTransaction(database: DatabaseSync, changes: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    changes();
    database.exec('COMMIT');
  } catch (error) {
    // Some errors of SQLite have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
