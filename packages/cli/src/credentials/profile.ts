import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';

/** What a service asks for: a client with its secret, or a token. */
export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly accessToken: string };

/** Credentials under a name, with the only address that they are sent to. */
export interface Profile {
  /** Address of the service. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
}

/** The profiles of a user, by their names. */
export type Profiles = ReadonlyMap<string, Profile>;

/** The profile that is meant where none is named. */
export const DEFAULT_PROFILE = 'default';

/** Names that need no quotes in a shell. */
const NAME = /^[\w.@-]{1,64}$/;

/** What a profile's name may be, in words. */
export const profileNameRule = 'letters, digits and . _ @ -, at most 64';

/** Whether a profile may have that name. */
export function isProfileName(name: string): boolean {
  return NAME.test(name);
}

const members = ['baseUrl', 'clientId', 'clientSecret', 'accessToken'] as const;
type Member = (typeof members)[number];

/**
 * Reads the text of a file of profiles.
 *
 * @param file - its path, for errors
 * @throws CliError that says what is wrong where, without any value of the file: it may be a secret
 */
export function parseProfiles(text: string, file: string): Profiles {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unusable(file, 'it is no JSON');
  }
  const { profiles } = Object(content) as { profiles?: unknown };
  if (!isRecord(profiles)) throw unusable(file, 'it must be an object with the member "profiles"');
  return new Map(Object.entries(profiles).map(([name, value]) => [name, parseProfile(name, value, file)]));
}

/** The text of a file of profiles; {@link parseProfiles} reads it. */
export function formatProfiles(profiles: Profiles): string {
  const entries = [...profiles].map(([name, { baseUrl, credentials }]) => [
    name,
    { baseUrl, ...credentials },
  ]);
  return `${JSON.stringify({ profiles: Object.fromEntries(entries) }, null, 2)}\n`;
}

function parseProfile(name: string, value: unknown, file: string): Profile {
  const fail = (what: string): CliError => unusable(file, `profile ${printable(name)} ${what}`);
  if (!isProfileName(name)) throw fail(`has a name that is not accepted: ${profileNameRule}`);
  if (!isRecord(value)) throw fail('must be an object');
  for (const [member, text] of Object.entries(value)) {
    if (!members.includes(member as Member)) {
      throw fail(`has the unknown member "${printable(member)}"; known are ${members.join(', ')}`);
    }
    if (typeof text !== 'string' || text === '') throw fail(`needs a text as ${member}`);
  }
  const { baseUrl, clientId, clientSecret, accessToken } = value as Partial<Record<Member, string>>;
  if (baseUrl === undefined) throw fail('needs a baseUrl: its credentials are sent nowhere else');
  if (accessToken !== undefined && clientId === undefined && clientSecret === undefined) {
    return { baseUrl, credentials: { accessToken } };
  }
  if (accessToken === undefined && clientId !== undefined && clientSecret !== undefined) {
    return { baseUrl, credentials: { clientId, clientSecret } };
  }
  throw fail('needs clientId and clientSecret, or an accessToken');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unusable(file: string, why: string): CliError {
  return new CliError('bad-credentials-file', `${printable(file)} can't be used: ${why}`, {
    exitCode: exitCodes.credentials,
    hint: 'Mend it, or remove it and run: detect-regions login',
  });
}
