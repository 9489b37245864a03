import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';

/** What variables of the environment say of a service, by the ends of their names. */
export const variableNames = ['BASE_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN', 'PROFILE'] as const;

/** The ones that are set, and are not empty. */
export type Variables = Readonly<Partial<Record<(typeof variableNames)[number], string>>>;

/** The variables of an environment. */
export function variablesOf(env: Readonly<Record<string, string | undefined>>): Variables {
  return Object.fromEntries(
    variableNames.map((name) => [name, env[`DETECT_REGIONS_${name}`]]).filter(([, value]) => Boolean(value)),
  );
}

/**
 * The variables of the file `.env` in a folder, as Node reads it.
 *
 * @returns none where there is no such file
 * @throws CliError when it can't be read
 */
export async function readDotEnv(folder: string): Promise<Variables> {
  try {
    return variablesOf(parseEnv(await readFile(join(folder, '.env'), 'utf8')));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Virtual environments of Python are folders of that name.
    if (code === 'ENOENT' || code === 'EISDIR') return {};
    throw new CliError('bad-dot-env', `can't read .env in this folder (${code})`, {
      exitCode: exitCodes.credentials,
      cause,
    });
  }
}
