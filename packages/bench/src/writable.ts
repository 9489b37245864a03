import { open } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure that a file can be written, before minutes of measuring come to nothing.
 *
 * @throws UsageError that names it
 */
export async function checkWritable(file: string): Promise<void> {
  try {
    await (await open(file, 'a')).close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--json can't be written: ${file} (${code}).`, { cause: error });
  }
}
