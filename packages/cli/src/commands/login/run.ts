import type { DetectRegions } from '@detect-regions/sdk';
import { servers } from '@detect-regions/spec/limits';
import { readProfiles, writeProfiles } from '../../credentials/credentials-file.ts';
import { describeCredentials, expiryOf, shownTime } from '../../credentials/describe-credentials.ts';
import { checkedAddress, noProfile, surroundings } from '../../credentials/find-credentials.ts';
import {
  type Credentials,
  DEFAULT_PROFILE,
  isProfileName,
  type Profile,
  profileNameRule,
} from '../../credentials/profile.ts';
import { CliError, usageError } from '../../report/cli-error.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { printable } from '../../terminal/printable.ts';
import { receiveCredentials } from './receive-credentials.ts';
import { showStatus } from './status.ts';

/** The flags of `login`, as commander gives them. */
export interface LoginFlags {
  readonly profile?: string;
  readonly baseUrl?: string;
  readonly clientId?: string;
  readonly withToken?: boolean;
  readonly check: boolean;
  readonly status?: boolean;
  readonly remove?: boolean;
}

/**
 * Keeps credentials under the name of a profile, shows which would be used, or forgets some.
 *
 * @throws CliError for a wrong command line, refused credentials, or a file that can't be written; nothing is kept then
 */
export async function login(flags: LoginFlags): Promise<ExitCode> {
  if (flags.status) return showStatus(flags);
  const { env, file } = surroundings();
  const name = flags.profile ?? (env.DETECT_REGIONS_PROFILE || DEFAULT_PROFILE);
  if (!isProfileName(name)) {
    throw usageError(`a profile can't be called '${printable(name)}'`, `Accepted: ${profileNameRule}.`);
  }
  return flags.remove ? remove(name, file) : keep(name, file, flags);
}

async function remove(name: string, file: string): Promise<ExitCode> {
  const profiles = new Map(await readProfiles(file));
  if (!profiles.delete(name)) throw noProfile(name, '--profile', profiles);
  await writeProfiles(file, profiles);
  process.stderr.write(
    `Profile ${name} is forgotten. The service still knows the credentials: revoke them there.\n`,
  );
  return exitCodes.ok;
}

async function keep(name: string, file: string, flags: LoginFlags): Promise<ExitCode> {
  const { withToken = false, clientId, check } = flags;
  // First of all: what can't be kept need not be typed.
  const before = (await readProfiles(file)).get(name);
  const { DETECT_REGIONS_BASE_URL: fromEnvironment } = process.env;
  const wanted = checkedAddress({
    baseUrl: flags.baseUrl ?? before?.baseUrl ?? (fromEnvironment || servers.cloud),
    from: flags.baseUrl === undefined ? 'DETECT_REGIONS_BASE_URL' : '--base-url',
  });
  const baseUrl = await completeAddress(wanted.baseUrl);
  using interrupt = listenForInterrupt();
  if (process.stdin.isTTY) process.stderr.write(`Credentials of ${baseUrl}, for profile ${name}.\n`);
  const credentials = await receiveCredentials({ clientId, withToken, signal: interrupt.signal });
  const profile = { baseUrl, credentials };
  if (check) await checkCredentials(profile, interrupt.signal);
  // Another login may have written meanwhile.
  const profiles = new Map(await readProfiles(file));
  profiles.set(name, profile);
  await writeProfiles(file, profiles);
  const checked = check && 'clientId' in credentials ? 'The service accepts them. ' : '';
  const replaced = before === undefined ? '' : ', instead of those before';
  process.stderr.write(
    `${checked}Kept ${describeCredentials(credentials)} as profile ${name} in ${printable(file)}${replaced}.\n`,
  );
  return exitCodes.ok;
}

/** @throws InvalidInputError of the SDK for what is no address of a service */
async function completeAddress(baseUrl: string): Promise<string> {
  const { DetectRegions } = await import('@detect-regions/sdk');
  // Any token: it is asked for its address alone.
  return new DetectRegions({ baseUrl, accessToken: 'none' }).baseUrl;
}

/** How often the request for a token is sent again: somebody waits. */
const RETRIES = 1;

async function checkCredentials({ baseUrl, credentials }: Profile, signal: AbortSignal): Promise<void> {
  const { DetectRegions, AuthError } = await import('@detect-regions/sdk');
  // Refuses what can't be a token at all.
  const client: DetectRegions = new DetectRegions({ baseUrl, ...credentials, maxRetries: RETRIES });
  checkExpiry(credentials);
  try {
    await client.authenticate({ signal });
  } catch (cause) {
    if (!(cause instanceof AuthError)) throw cause;
    throw new CliError('auth', `${baseUrl} refuses them: ${cause.message}`, {
      exitCode: exitCodes.credentials,
      hint: 'Nothing is kept. See that id and secret belong together, and to this service (--base-url).',
      cause,
    });
  }
}

function checkExpiry(credentials: Credentials): void {
  const until = 'accessToken' in credentials ? expiryOf(credentials.accessToken) : undefined;
  if (until === undefined || until.getTime() > Date.now()) return;
  throw new CliError('auth', `the token has expired, at ${shownTime(until)}`, {
    exitCode: exitCodes.credentials,
    hint: 'Nothing is kept. Get another one, or log in with id and secret, which give a new token each time.',
  });
}
