import { type FileHandle, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';
import { formatProfiles, type Profiles, parseProfiles } from './profile.ts';

/** Read and write for the user alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** What group and others may do. */
const OTHERS = 0o077;

/** The file of profiles in a folder of settings. */
export function credentialsFile(folder: string): string {
  return join(folder, 'credentials.json');
}

/**
 * Reads the profiles of a file.
 *
 * @returns none where there is no file
 * @throws CliError when others can read the file (not told on Windows, where a user's folder is closed to others), or
 * when it is broken
 */
export async function readProfiles(file: string): Promise<Profiles> {
  await using handle = await openIfThere(file);
  if (handle === undefined) return new Map();
  // Of what has been opened: a name could mean another file by now.
  const { mode } = await handle.stat();
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0) throw openToOthers(file, mode);
  return parseProfiles(await handle.readFile('utf8'), file);
}

/**
 * Writes the profiles: the whole file or nothing, for the user alone to read. The folder is made where it is missing.
 *
 * @throws CliError when that can't be done
 */
export async function writeProfiles(file: string, profiles: Profiles): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
    // A link to a file elsewhere stays one.
    const target = await realpath(file).catch(() => file);
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      await using handle = await open(temporary, 'wx', FILE_MODE);
      await handle.writeFile(formatProfiles(profiles));
      await handle.sync();
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliError('unwritable-credentials', `can't write ${printable(file)} (${code})`, {
      exitCode: exitCodes.failed,
      hint: 'XDG_CONFIG_HOME names another folder for settings.',
      cause,
    });
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CliError('bad-credentials-file', `can't read ${printable(file)} (${code})`, {
      exitCode: exitCodes.credentials,
      cause,
    });
  }
}

function openToOthers(file: string, mode: number): CliError {
  const shown = (mode & 0o777).toString(8).padStart(3, '0');
  return new CliError(
    'credentials-open-to-others',
    `other users may read or change ${printable(file)} (mode ${shown}), which holds secrets`,
    { exitCode: exitCodes.credentials, hint: `Close it: chmod 600 '${printable(file)}'` },
  );
}
