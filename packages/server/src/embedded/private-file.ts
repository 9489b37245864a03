import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file for this user alone, when it isn't there.
 *
 * One that is there is not opened: to close it again would give up all locks that this process has on it (POSIX, fcntl),
 * those of SQLite among them.
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
