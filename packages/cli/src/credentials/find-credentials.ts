import { servers } from '@detect-regions/spec/limits';
import { closestMatch } from 'leven';
import { CliError, usageError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';
import { printable } from '../terminal/printable.ts';
import { userConfigFolder } from './config-folder.ts';
import { credentialsFile, readProfiles } from './credentials-file.ts';
import {
  type Credentials,
  DEFAULT_PROFILE,
  isProfileName,
  type Profiles,
  profileNameRule,
} from './profile.ts';
import { readDotEnv, type Variables, variablesOf } from './variables.ts';

/** What the flags say of a service. */
export interface ServiceChoice {
  /** Address of the service. */
  readonly baseUrl?: string | undefined;
  /** A profile that must be there. */
  readonly profile?: string | undefined;
}

/** Where credentials are looked for. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working folder: its `.env` is read. */
  readonly folder: string;
  /** The file of profiles. */
  readonly file: string;
}

/** A service, and what it is asked with. */
export interface FoundCredentials {
  /** Address of the service. */
  readonly baseUrl: string;
  /** `undefined` where there are none. */
  readonly credentials: Credentials | undefined;
  /** Where the credentials are from, such as `profile default`; empty where there are none. */
  readonly from: string;
  /** Where the address is from, such as `--base-url`. */
  readonly baseUrlFrom: string;
  /** The profile that they are of. */
  readonly profile?: string;
}

/** An address, and what names it. */
export interface Address {
  readonly baseUrl: string;
  readonly from: string;
}

const ENVIRONMENT = 'the environment';
const DOT_ENV = '.env';

/** Where this process looks for credentials. */
export function surroundings(): Surroundings {
  const { env } = process;
  return { env, folder: process.cwd(), file: credentialsFile(userConfigFolder(env)) };
}

/**
 * Finds the service and the credentials for it. The first of these that there is: the profile of the flag; the
 * environment's credentials, the profile that it names; the same of `.env`; the profile `default`. Nothing is sent.
 *
 * A profile's credentials go to the profile's address alone, and the environment's never to an address that only a
 * `.env` names: the folder may be a stranger's.
 *
 * @throws CliError when what is found is broken, halved, or would go elsewhere
 */
export async function findCredentials(
  { baseUrl, profile }: ServiceChoice,
  { env, folder, file }: Surroundings = surroundings(),
): Promise<FoundCredentials> {
  const flag = baseUrl === undefined ? undefined : checkedAddress({ baseUrl, from: '--base-url' });
  if (profile !== undefined) return ofProfile(profile, '--profile', flag, await readProfiles(file));

  const own = variablesOf(env);
  const dotEnv = await readDotEnv(folder);
  const all = { ...dotEnv, ...own };
  const address = flag ?? addressOf(own, 'DETECT_REGIONS_BASE_URL') ?? addressOf(dotEnv, DOT_ENV);
  for (const [variables, from] of [
    [own, ENVIRONMENT],
    [all, DOT_ENV],
  ] as const) {
    const credentials = credentialsOf(variables);
    if (credentials !== undefined) {
      const isOwn = own.ACCESS_TOKEN !== undefined || own.CLIENT_SECRET !== undefined;
      if (isOwn && address?.from === DOT_ENV) refuseStrangersAddress(address.baseUrl);
      return found(credentials, from, address);
    }
    const named = variables.PROFILE;
    if (named !== undefined) return ofProfile(named, from, address, await readProfiles(file));
  }
  refuseHalf(all);
  const profiles = await readProfiles(file);
  if (profiles.has(DEFAULT_PROFILE)) return ofProfile(DEFAULT_PROFILE, '', address, profiles);
  return found(undefined, '', address);
}

/** What to do where there are no credentials at all. */
export function noCredentials(cause?: unknown): CliError {
  return new CliError('auth', 'no credentials for the service', {
    exitCode: exitCodes.credentials,
    hint:
      'Store them: detect-regions login\n' +
      'Or set DETECT_REGIONS_CLIENT_ID and DETECT_REGIONS_CLIENT_SECRET, or DETECT_REGIONS_ACCESS_TOKEN.\n' +
      'Without a service: --local. To run a service here: detect-regions serve',
    cause,
  });
}

function found(
  credentials: Credentials | undefined,
  from: string,
  { baseUrl, from: baseUrlFrom }: Address = { baseUrl: servers.cloud, from: 'the default' },
): FoundCredentials {
  return { baseUrl, baseUrlFrom, credentials, from };
}

function addressOf({ BASE_URL: baseUrl }: Variables, from: string): Address | undefined {
  return baseUrl === undefined ? undefined : checkedAddress({ baseUrl, from });
}

/**
 * Tells what people leave out of an address; the SDK, which knows best, checks the rest.
 *
 * @throws CliError that says what may have been meant
 */
export function checkedAddress(address: Address): Address {
  const { baseUrl, from } = address;
  if (/^https?:\/\/./i.test(baseUrl)) return address;
  const shown = printable(baseUrl);
  const isHere = /^(localhost|127\.|\[::1\])/i.test(baseUrl);
  const meant = /^[\w.[\]-]+(:\d+)?(\/|$)/.test(baseUrl)
    ? `${isHere ? 'http' : 'https'}://${shown}`
    : undefined;
  throw usageError(
    `${from} names '${shown}', which is no address`,
    `${meant === undefined ? '' : `Did you mean ${meant}? `}Accepted: https://…, and on this machine http://…`,
  );
}

function credentialsOf(variables: Variables): Credentials | undefined {
  const { ACCESS_TOKEN: accessToken, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = variables;
  if (accessToken !== undefined) return { accessToken };
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}

function ofProfile(
  name: string,
  namedBy: string,
  address: Address | undefined,
  profiles: Profiles,
): FoundCredentials {
  if (!isProfileName(name)) {
    throw usageError(`a profile can't be called '${printable(name)}'`, `Accepted: ${profileNameRule}.`);
  }
  const profile = profiles.get(name);
  if (profile === undefined) throw noProfile(name, namedBy, profiles);
  const { baseUrl, credentials } = profile;
  if (address !== undefined && originOf(address.baseUrl) !== originOf(baseUrl)) {
    throw goesElsewhere(name, baseUrl, address, profiles);
  }
  const ownAddress = { baseUrl, from: `profile ${name}` };
  return { ...found(credentials, `profile ${name}`, address ?? ownAddress), profile: name };
}

/** Says that a profile is not there, and which are. */
export function noProfile(name: string, namedBy: string, profiles: Profiles): CliError {
  const known = [...profiles.keys()];
  const close = closestMatch(name, known, { maxDistance: Math.ceil(name.length / 3) });
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  const by = namedBy.startsWith('--') ? '' : `, which ${namedBy} names,`;
  const make = `Make it: detect-regions login --profile ${name}`;
  return new CliError('no-profile', `profile ${name}${by} does not exist`, {
    exitCode: exitCodes.credentials,
    hint:
      known.length === 0 ? `There is none yet. ${make}` : `${meant}There are: ${known.join(', ')}. ${make}`,
  });
}

function goesElsewhere(name: string, own: string, { baseUrl, from }: Address, profiles: Profiles): CliError {
  const fitting = [...profiles].find(([, other]) => originOf(other.baseUrl) === originOf(baseUrl));
  const shown = printable(baseUrl);
  return new CliError(
    'wrong-address',
    `the credentials of profile ${name} are for ${printable(own)}, and ${from} names ${shown}: they are not sent there`,
    {
      exitCode: exitCodes.credentials,
      hint:
        fitting === undefined
          ? `Store credentials for that address: detect-regions login --profile NAME --base-url ${shown}\n` +
            'Or set them in the environment, or leave the address out.'
          : `Profile ${fitting[0]} is for that address: --profile ${fitting[0]}`,
    },
  );
}

/** A `.env` comes with a folder, which may be anybody's; what the user has set is not for whom that names. */
function refuseStrangersAddress(baseUrl: string): void {
  if (originOf(baseUrl) === originOf(servers.cloud)) return;
  throw new CliError(
    'wrong-address',
    `the credentials are of the environment, and the address ${printable(baseUrl)} is of the .env in this folder: they are not sent there`,
    {
      exitCode: exitCodes.credentials,
      hint: `If that is meant: --base-url ${printable(baseUrl)}\nOr put address and credentials into one place.`,
    },
  );
}

function refuseHalf({ CLIENT_ID: id, CLIENT_SECRET: secret }: Variables): void {
  if (id === undefined && secret === undefined) return;
  const [is, isNot] = id === undefined ? ['SECRET', 'ID'] : ['ID', 'SECRET'];
  throw new CliError(
    'auth',
    `DETECT_REGIONS_CLIENT_${is} is set, and DETECT_REGIONS_CLIENT_${isNot} is not`,
    { exitCode: exitCodes.credentials, hint: 'Set both, or neither to use a profile.' },
  );
}

/** As it is where it is no address: the SDK says what is wrong with it. */
function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
