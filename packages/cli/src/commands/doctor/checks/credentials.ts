import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCredentials } from '../../../credentials/describe-credentials.ts';
import {
  type FoundCredentials,
  findCredentials,
  type ServiceChoice,
  type Surroundings,
} from '../../../credentials/find-credentials.ts';
import { readDotEnv } from '../../../credentials/variables.ts';
import { CliError } from '../../../report/cli-error.ts';
import { exitCodes } from '../../../report/exit-codes.ts';
import { printable } from '../../../terminal/printable.ts';
import type { Finding } from '../finding.ts';

/** What there is to ask a service with, and what is to be said of it. */
export interface CredentialsCheck {
  /** `undefined` when it can't be told. */
  readonly found: FoundCredentials | undefined;
  readonly findings: readonly Finding[];
}

/** Looks for credentials as every command does, and whether they are closed to others. */
export async function checkCredentials(choice: ServiceChoice, here: Surroundings): Promise<CredentialsCheck> {
  const dotEnv = await dotEnvFinding(here.folder);
  try {
    const found = await findCredentials(choice, here);
    return { found, findings: [credentialsFinding(found), ...dotEnv] };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const { message, hint: advice, exitCode } = error;
    const finding = { name: 'credentials', status: 'failed', message, exitCode } as const;
    return {
      found: undefined,
      findings: [advice === undefined ? finding : { ...finding, advice }, ...dotEnv],
    };
  }
}

function credentialsFinding({ credentials, from, baseUrl, baseUrlFrom }: FoundCredentials): Finding {
  const facts = { baseUrl, baseUrlFrom, from };
  if (credentials === undefined) {
    return {
      name: 'credentials',
      status: 'failed',
      message: 'no credentials for the service',
      advice: 'Store some: detect-regions login. Without any, detect --local and serve work.',
      exitCode: exitCodes.credentials,
      facts,
    };
  }
  const message = `credentials: ${describeCredentials(credentials)}, from ${from}`;
  return { name: 'credentials', status: 'ok', message, facts };
}

/** The mode of the file of profiles is looked at by who reads it; a .env is often meant for all, unless it has secrets. */
async function dotEnvFinding(folder: string): Promise<readonly Finding[]> {
  const { CLIENT_SECRET, ACCESS_TOKEN } = await readDotEnv(folder).catch(() => ({}) as Record<string, never>);
  if (CLIENT_SECRET === undefined && ACCESS_TOKEN === undefined) return [];
  const file = join(folder, '.env');
  const { mode } = await stat(file);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return [];
  return [
    {
      name: 'dot-env',
      status: 'warning',
      message: `others can read the secret in ${printable(file)}`,
      advice: `Close it: chmod 600 '${printable(file)}'`,
    },
  ];
}
