import { join } from 'node:path';
import { ServerError } from '../errors.ts';
import type { TaskQueue } from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { dataUnusable } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { NewerSchemaError, upgrade } from './schema.ts';
import { sqliteCode, sqliteCodes } from './sqlite-errors.ts';
import { SqliteTaskQueue } from './sqlite-task-queue.ts';
import { TaskReader } from './task-reader.ts';
import type { DatabaseLimits } from './writes.ts';

/** How the queue in a data folder is set up. */
export interface OpenSqliteTaskQueueOptions extends DatabaseLimits {
  /** The data folder, which is there. */
  readonly folder: string;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens the queue in a data folder, for this process alone; its database is made, or brought to the newest schema, where
 * that is needed. Tasks that were at work when the last process was lost go back to the head of the queue.
 *
 * @throws ServerError `data-in-use` or `data-unusable`
 */
export async function openSqliteTaskQueue(options: OpenSqliteTaskQueueOptions): Promise<TaskQueue> {
  const { folder, now, maxPending, maxFinished, keepFor, maxPages } = options;
  const file = join(folder, 'tasks.sqlite');
  using opened = new DisposableStack();
  try {
    const lock = opened.use(lockFolder(folder));
    const reader = opened.adopt(openReader(file), (it) => it.close());
    const limits = { maxPending, maxFinished, keepFor, maxPages };
    const queue = new SqliteTaskQueue({ file, reader, lock, limits, now });
    await queue.open();
    // They are the queue's now.
    opened.move();
    return queue;
  } catch (error) {
    if (error instanceof ServerError) throw error;
    // What happened is said by the thread, when it happened there.
    const cause = error instanceof UnavailableError ? error.cause : error;
    throw dataUnusable(`The database ${file} can't be opened`, adviceFor(cause), cause);
  }
}

function openReader(file: string): TaskReader {
  const database = openDatabase(file);
  try {
    upgrade(database);
    return new TaskReader(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function adviceFor(error: unknown): string {
  if (error instanceof NewerSchemaError) {
    return 'start the version of the service that wrote it, or choose another folder with data';
  }
  const code = sqliteCode(error);
  if (code === sqliteCodes.corrupt || code === sqliteCodes.notADatabase) {
    return 'put a backup in the place of the data folder, or choose another folder with data';
  }
  return 'see that this user may write to it and that the disk has room, or choose another folder with data';
}
