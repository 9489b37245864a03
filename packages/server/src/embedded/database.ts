import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from './private-file.ts';

/**
 * How long a connection waits for a lock, in milliseconds. The two of a service never wait for each other; a backup
 * that is just being taken may hold one.
 */
const BUSY_TIMEOUT = 5000;

/** To what size the write-ahead log is cut back after it had to grow, in bytes. */
const LOG_BYTES = 16 * 1024 ** 2;

/**
 * Opens a connection: what it commits is on the disk, and survives a loss of power. The file is made, for this user alone,
 * when it isn't there.
 *
 * @param file - its path
 * @param maxPages - how many pages of 4 KiB the file may have; left out, as many as fit on the disk
 */
export function openDatabase(file: string, maxPages?: number): DatabaseSync {
  // SQLite gives the files beside it the mode of this one.
  makePrivateFile(file);
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  try {
    // The first takes effect on an empty file only, which it is until the second.
    database.exec(`
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON;
      PRAGMA journal_size_limit = ${LOG_BYTES};
    `);
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
