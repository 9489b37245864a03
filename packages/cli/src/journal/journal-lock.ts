import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';

/** How long to wait for the lock, in milliseconds: enough for another that only found it taken. */
const PATIENCE = 200;

/**
 * Locks a journal for this process, until the lock is disposed of or the process ends, however it ends: it is a lock of
 * the operating system, taken by SQLite on an empty file beside the journal. So that another can look into the journal
 * meanwhile, it is no lock on the journal itself.
 *
 * @throws CliError when another process has it
 */
export function lockJournal(journal: string): Disposable {
  const file = `${journal}.lock`;
  for (;;) {
    closeSync(openSync(file, 'a', 0o600));
    const inode = inodeOf(file);
    const database = new DatabaseSync(file, { timeout: PATIENCE });
    try {
      // Nothing is ever written: so the file stays empty.
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (cause) {
      database.close();
      throw new CliError('journal-in-use', `another batch is at work with ${printable(journal)}`, {
        exitCode: exitCodes.usage,
        hint: 'Wait for it, or end it. To look at how it stands: detect-regions batch --status --journal FILE',
        cause,
      });
    }
    // The one that had it may have removed the file after it was opened here: then this is a lock on nothing.
    if (inode !== undefined && inode === inodeOf(file)) {
      return {
        [Symbol.dispose]() {
          rmSync(file, { force: true });
          database.close();
        },
      };
    }
    database.close();
  }
}

function inodeOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}
