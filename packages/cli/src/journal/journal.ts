import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type Prepare, statementsOf } from './database.ts';
import { Facts } from './facts.ts';
import { GroupCommit, inTransaction } from './group-commit.ts';
import { afterCrash, type ImageState, imageStates, next, stateOf } from './image-state.ts';

/** An image of a batch, as the journal knows it. */
export interface JournalImage {
  /** Its number, from 1, in the order in which images were found. */
  readonly id: number;
  /** Its absolute path, or its URL: what no two images of a batch share. */
  readonly source: string;
  /** As the user is shown it. */
  readonly name: string;
  /** Absolute path of the file that its result goes to; `null` where all go into one. */
  readonly output: string | null;
  /** How it stands, also while a change is still being written. */
  state: ImageState;
  /** What the image and its settings are known by among the submissions; `null` until it has been read. */
  key: string | null;
}

/** What is noted with a state. */
export interface StateFacts {
  readonly key?: string;
  readonly taskId?: string;
  /** When it was submitted, in milliseconds since 1970. */
  readonly since?: number;
  /** The reason, as a stable word. */
  readonly code?: string;
  /** The reason, in words. */
  readonly message?: string;
}

/** An image with all that is noted of it. */
export interface ImageRecord extends JournalImage {
  readonly taskId: string | null;
  /** When it was submitted, in milliseconds since 1970. */
  readonly since: number | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** An image that has been found on the disk, or named. */
export interface NewImage {
  readonly source: string;
  readonly name: string;
  /** Where its result goes, by its number; given a second number when that is where another one's goes. */
  readonly output: (id: number, isTaken: boolean) => string | null;
}

/** Failures that have the same reason. */
export interface FailureGroup {
  readonly code: string;
  readonly count: number;
  /** The first of them. */
  readonly name: string;
  readonly message: string;
}

const columns = 'id, source, name, output, state, key, taskId, since, code, message';

/**
 * The book of a batch: which images there are, how each stands, what has been submitted, and what it was begun with. On
 * the disk, so that memory does not grow with the number of images, and so that a batch can go on after it was ended
 * in whatever way.
 */
export class Journal implements Disposable {
  /** What is noted of the batch as a whole. */
  readonly facts: Facts;
  readonly #database: DatabaseSync;
  readonly #prepare: Prepare;
  readonly #group: GroupCommit;
  readonly #counts: Record<ImageState, number>;
  #lastId: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#prepare = statementsOf(database);
    this.#group = new GroupCommit(database);
    this.facts = new Facts(this.#prepare, this.#group);
    this.#counts = this.#countStates();
    const { id } = this.#prepare('SELECT max(id) AS id FROM images').get() ?? {};
    this.#lastId = Number(id ?? 0);
  }

  /** How many images stand how. A copy. */
  get counts(): Readonly<Record<ImageState, number>> {
    return { ...this.#counts };
  }

  /** How many images are known. */
  get size(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  /**
   * Adds images that are not known yet, and are no results of others, in their order.
   *
   * @returns resolves when they are on the disk
   */
  async add(images: readonly NewImage[]): Promise<void> {
    let added = 0;
    await this.#group.write(() => {
      added = images.filter((image) => this.#insert(image)).length;
    });
    this.#counts.found += added;
  }

  /** Images of a state with a number above `after`, in the order of their numbers: so many at most. */
  page(state: ImageState, after: number, limit: number): ImageRecord[] {
    const rows = this.#prepare(
      `SELECT ${columns} FROM images WHERE state = ? AND id > ? ORDER BY id LIMIT ?`,
    ).all(imageStates[state], after, limit);
    return rows.map(imageOf);
  }

  /** All images of a state, in the order of their numbers, a few at a time. */
  *all(state: ImageState): Generator<ImageRecord, void, undefined> {
    for (let after = 0; ; ) {
      const images = this.page(state, after, PAGE);
      const last = images.at(-1);
      if (last === undefined) return;
      yield* images;
      after = last.id;
    }
  }

  /**
   * Notes how an image stands now.
   *
   * @param beside - another change, made in the same transaction
   * @returns resolves when that is on the disk
   * @throws Error when that can't come after the state it is in: a fault of the program
   */
  move(image: JournalImage, state: ImageState, facts: StateFacts = {}, beside?: () => void): Promise<void> {
    if (!next[image.state].includes(state)) {
      throw new Error(`image ${image.id} can't be ${state} after it was ${image.state}`);
    }
    this.#counts[image.state]--;
    this.#counts[state]++;
    image.state = state;
    if (facts.key !== undefined) image.key = facts.key;
    const { key = null, taskId = null, since = null, code = null, message = null } = facts;
    return this.#group.write(() => {
      this.#prepare(
        `UPDATE images SET state = ?, key = coalesce(?, key), taskId = coalesce(?, taskId),
           since = coalesce(?, since), code = ?, message = ? WHERE id = ?`,
      ).run(imageStates[state], key, taskId, since, code, message, image.id);
      beside?.();
    });
  }

  /** What is noted of a submission, by the key of its image. */
  submission(key: string): string | undefined {
    const row = this.#prepare('SELECT value FROM submissions WHERE key = ?').get(key);
    return row?.value as string | undefined;
  }

  /** Notes a submission. To be called within a change. */
  setSubmission(key: string, value: string): void {
    this.#prepare('INSERT OR REPLACE INTO submissions VALUES (?, ?)').run(key, value);
  }

  /** Strikes a submission out. To be called within a change. */
  deleteSubmission(key: string): void {
    this.#prepare('DELETE FROM submissions WHERE key = ?').run(key);
  }

  /** Makes a change that is none of an image's state. Resolves when it is on the disk. */
  write(change: () => void): Promise<void> {
    return this.#group.write(change);
  }

  /** Resolves when all that was asked for so far is on the disk. */
  settled(): Promise<void> {
    return this.#group.settled();
  }

  /**
   * Puts right what the end of a process has left: an image that was being sent may have arrived, and a result that was
   * paid for is kept by the service for a time only.
   *
   * @param keptSince - from when on submissions are still worth asking for, in milliseconds since 1970
   */
  recover(keptSince: number): void {
    inTransaction(this.#database, () => {
      this.#prepare('UPDATE images SET state = ?, code = ?, message = ? WHERE state = ?').run(
        imageStates[afterCrash('sending')],
        'in-doubt',
        cutShort,
        imageStates.sending,
      );
      this.#prepare('UPDATE images SET state = ?, code = ?, message = ? WHERE state = ? AND since < ?').run(
        imageStates.failed,
        'gone',
        expired,
        imageStates.submitted,
        keptSince,
      );
      this.#prepare(`DELETE FROM submissions WHERE json_extract(value, '$.submittedAt') < ?`).run(keptSince);
    });
    this.#recount();
  }

  /** Puts all images of a state up for another try, and forgets that those in doubt were ever sent. */
  retry(state: 'failed' | 'doubt'): void {
    inTransaction(this.#database, () => {
      if (state === 'doubt') {
        this.#prepare(
          `DELETE FROM submissions WHERE key IN (SELECT key FROM images WHERE state = ?)
             AND json_extract(value, '$.state') = 'intent'`,
        ).run(imageStates.doubt);
      }
      this.#prepare('UPDATE images SET state = ?, code = NULL, message = NULL WHERE state = ?').run(
        imageStates.retry,
        imageStates[state],
      );
    });
    this.#recount();
  }

  /** The images of a state by the reason that is noted, the most frequent first. */
  groups(state: 'failed' | 'doubt'): FailureGroup[] {
    // SQLite gives the other columns of the row that min() is of.
    const rows = this.#prepare(
      `SELECT code, count(*) AS count, min(id), name, message FROM images WHERE state = ?
         GROUP BY code ORDER BY count DESC, code`,
    ).all(imageStates[state]);
    return rows.map(({ code, count, name, message }) => ({
      code: String(code ?? 'unknown'),
      count: Number(count),
      name: String(name),
      message: String(message ?? ''),
    }));
  }

  /** Writes what is waiting and closes the file. */
  [Symbol.dispose](): void {
    try {
      this.#group.flush();
    } finally {
      this.#database.close();
    }
  }

  #insert({ source, name, output }: NewImage): boolean {
    const known = this.#prepare('SELECT 1 FROM images WHERE source = ?').get(source);
    // With the results among the images, a result that is a picture would be found as one.
    const isResult = this.#prepare('SELECT 1 FROM images WHERE output = ?').get(source);
    if (known !== undefined || isResult !== undefined) return false;
    const id = this.#lastId + 1;
    let path = output(id, false);
    if (path !== null && this.#prepare('SELECT 1 FROM images WHERE output = ?').get(path)) {
      path = output(id, true);
    }
    this.#prepare('INSERT INTO images (id, source, name, output, state) VALUES (?, ?, ?, ?, ?)').run(
      id,
      source,
      name,
      path,
      imageStates.found,
    );
    this.#lastId = id;
    return true;
  }

  #recount(): void {
    Object.assign(this.#counts, this.#countStates());
  }

  #countStates(): Record<ImageState, number> {
    const counts = Object.fromEntries(Object.keys(imageStates).map((name) => [name, 0]));
    const rows = this.#prepare('SELECT state, count(*) AS count FROM images GROUP BY state').all();
    for (const { state, count } of rows) counts[stateOf(Number(state))] = Number(count);
    return counts as Record<ImageState, number>;
  }
}

/** How many images are read at a time. */
const PAGE = 500;

const cutShort =
  'the program ended while it was being sent: it may have been accepted, and billed, so it is not sent again';
const expired = 'the service keeps a result for 24 hours, and nobody asked for this one in time';

function imageOf(row: Record<string, SQLOutputValue>): ImageRecord {
  return { ...(row as unknown as ImageRecord), state: stateOf(Number(row.state)) };
}
