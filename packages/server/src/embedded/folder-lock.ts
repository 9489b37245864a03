import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServerError } from '../errors.ts';
import { makePrivateFile } from './private-file.ts';
import { sqliteCode, sqliteCodes } from './sqlite-errors.ts';

/** How long to wait for a lock, in milliseconds: enough for another that only looked whether it is taken. */
const PATIENCE = 200;

/**
 * Locks a data folder for this process, until the lock is disposed of or the process ends, however it ends: it is a lock
 * of the operating system, taken by SQLite on an empty database.
 *
 * @throws ServerError `data-in-use`
 */
export function lockFolder(folder: string): Disposable {
  const file = join(folder, 'lock');
  makePrivateFile(file);
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    // Nothing is ever written: so no journal on disk, for which a full disk may have no room.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (sqliteCode(cause) !== sqliteCodes.busy) throw cause;
    throw new ServerError(
      'data-in-use',
      `Another server uses the data folder ${folder}: stop it, or choose another folder with data.`,
      { cause },
    );
  }
  return { [Symbol.dispose]: () => database.close() };
}
