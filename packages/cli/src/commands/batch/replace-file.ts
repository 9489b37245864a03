import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { shownPath } from '../../output/output-plan.ts';
import { CliError } from '../../report/cli-error.ts';
import { exitCodes } from '../../report/exit-codes.ts';

/**
 * Writes a file so that it is there as a whole or not at all, and makes its folder. What is there is replaced. The same
 * file is written under the same name beside it, so that what a crash leaves is overwritten and not gathered.
 *
 * @throws CliError when that can't be done
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    {
      await using file = await open(temporary, 'w');
      await file.writeFile(content);
      // Else the new name may be on the disk before the content is.
      await file.datasync();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new CliError('unwritable-output', `can't write ${shownPath(path)} (${codeOf(cause)})`, {
      exitCode: exitCodes.failed,
      cause,
    });
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
