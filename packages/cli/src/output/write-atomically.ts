import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { existsError, shownPath } from './output-plan.ts';

/** A file that is there whole or not at all. Disposing of it before `commit` leaves nothing. */
export interface AtomicFile extends AsyncDisposable {
  /** Appends. */
  write(content: string | Uint8Array): Promise<void>;
  /**
   * Gives the file its name.
   *
   * @throws CliError when another has taken that name in the meantime, and may not be overwritten
   */
  commit(): Promise<void>;
}

/**
 * Begins a file under a name of its own beside the one that it is to have, in a folder that is made if need be. A
 * process that is killed leaves the old file, or none; against a loss of power nothing is promised.
 *
 * @param path - absolute
 * @param force - whether a file of that name may be overwritten
 * @throws CliError when it exists, or can't be written
 */
export async function createAtomicFile(path: string, force: boolean): Promise<AtomicFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  const file = await orWriteError(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    if (!force && (await exists(path))) throw existsError(path);
    return open(temporary, 'wx');
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: (content) => orWriteError(path, () => file.writeFile(content)),
    commit: () =>
      orWriteError(path, async () => {
        await close();
        if (force) await rename(temporary, path);
        else await renameToNew(temporary, path);
      }),
    async [Symbol.asyncDispose](): Promise<void> {
      await close();
      // Gone already, where it was committed.
      await rm(temporary, { force: true });
    },
  };
}

/**
 * Writes a whole file, so that it is never seen in part.
 *
 * @param path - absolute
 * @param force - whether a file of that name may be overwritten
 * @throws CliError when it exists, or can't be written
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  force: boolean,
): Promise<void> {
  await using file = await createAtomicFile(path, force);
  await file.write(content);
  await file.commit();
}

/** Renaming would overwrite what has come since; linking never does. */
async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await rm(from);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw existsError(to);
    // There are file systems without links.
    if (await exists(to)) throw existsError(to);
    await rename(from, to);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function orWriteError<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliError('unwritable-output', `can't write ${shownPath(path)} (${code})`, {
      exitCode: exitCodes.failed,
      cause,
    });
  }
}
