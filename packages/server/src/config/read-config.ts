import type { ClientCredentials } from '../auth/clients.ts';
import { ServerError } from '../errors.ts';
import type { ServerOptions } from '../options.ts';
import { resolveOptions } from '../resolve-options.ts';
import { readClientsFile, readConfigFile } from './clients-file.ts';
import { userDataFolder } from './data-folder.ts';
import { configEntries } from './entries.ts';
import {
  type Command,
  type ConfigEntry,
  flagOf,
  programSettings,
  VARIABLE_PREFIX,
  variableOf,
} from './entry.ts';
import { inFlags } from './in-flags.ts';
import type { ConfigValue } from './kinds.ts';

/** The environment, as `process.env` is. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Flags by their names without dashes, such as `max-image`, as texts; `true` for one without a value, `false` for its `no-`. */
export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** An option with its value, and where that came from. */
export interface ConfiguredValue {
  readonly entry: ConfigEntry;
  readonly value: ConfigValue;
  readonly from: 'flag' | 'environment' | 'default';
}

/** How a program is to run. */
export interface Config {
  /** For `startServer`; `worker` uses some of them. */
  readonly options: ServerOptions;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Undefined: as the stream of the log suggests. */
  readonly logFormat: 'json' | 'text' | undefined;
  /** All that can be configured, in the order of the tables. */
  readonly values: readonly ConfiguredValue[];
  /** What is odd, but no reason not to start: sentences. */
  readonly warnings: readonly string[];
}

/** `--data memory`: nothing is kept. */
const IN_MEMORY = 'memory';

/**
 * Works out how to run: flags first, then the environment, then defaults. A variable that is empty counts as not there.
 *
 * @param env - the environment, such as `process.env`
 * @param flags - by name; see `configEntries`
 * @param command - whose options to read. Default `serve`
 * @throws ServerError `invalid-options` that names flag and variable and what they accept
 */
export function readConfig(env: Environment, flags: Flags = {}, command: Command = 'serve'): Config {
  const values = configEntries
    .filter(({ commands }) => commands.includes(command))
    .map((entry) => configured(entry, env, flags));
  const find = (option: ConfigEntry['option']): ConfigValue =>
    values.find(({ entry }) => entry.option === option)?.value;
  const clients = [
    ...((find('clients') as readonly string[] | undefined) ?? []).map(parseClient),
    ...(typeof find('clientsFile') === 'string' ? readClientsFile(String(find('clientsFile'))) : []),
  ];
  const keyFile = find('signingKeyFile');
  const data = find('data') ?? (command === 'serve' ? userDataFolder(env) : undefined);
  const options: ServerOptions = {
    ...nest(values),
    clients: clients.length > 0 ? clients : undefined,
    data: data === IN_MEMORY ? undefined : (data as string | undefined),
    ...(typeof keyFile === 'string' ? { signingKey: readConfigFile(keyFile).trim() } : {}),
  };
  check(options);
  return {
    options,
    logLevel: find('logLevel') as Config['logLevel'],
    logFormat: find('logFormat') as Config['logFormat'],
    values: values.map((one) => (one.entry.option === 'data' ? { ...one, value: data } : one)),
    warnings: unknownVariables(env),
  };
}

/** By the rules of the library, which know how options go together; but with the names of flags. */
function check(options: ServerOptions): void {
  try {
    resolveOptions(options);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new ServerError(error.code, inFlags(error.message), { cause: error });
  }
}

function configured(entry: ConfigEntry, env: Environment, flags: Flags): ConfiguredValue {
  const flag = entry.variableOnly ? undefined : flags[entry.name];
  if (flag !== undefined) return { entry, value: fromFlag(entry, flag), from: 'flag' };
  const variable = env[variableOf(entry)]?.trim();
  if (variable !== undefined && variable !== '') {
    return { entry, value: parse(entry, variable, variableOf(entry), flagOf(entry)), from: 'environment' };
  }
  return { entry, value: entry.default, from: 'default' };
}

function fromFlag(entry: ConfigEntry, given: string | boolean | readonly string[]): ConfigValue {
  if (typeof given === 'boolean') return given;
  const flag = flagOf(entry) ?? '';
  if (typeof given !== 'string') return given;
  return parse(entry, given, flag, variableOf(entry));
}

/** @param other - the other way to give it, for the message */
function parse(entry: ConfigEntry, given: string, name: string, other: string | undefined): ConfigValue {
  const value = entry.kind.parse(given);
  if (value !== undefined && value !== '') return value;
  const also = other === undefined ? '' : ` (or ${other})`;
  const got = entry.secret === undefined ? `; got ${JSON.stringify(given)}` : '';
  throw new ServerError('invalid-options', `${name}${also} must be ${entry.kind.accepted}${got}.`);
}

function parseClient(text: string, index: number): ClientCredentials {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    // The text is not quoted: it may be a secret.
    throw new ServerError(
      'invalid-options',
      `--client number ${index + 1} (or in ${VARIABLE_PREFIX}CLIENT) is not an id and a secret with a colon between.`,
    );
  }
  return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

/** The options of the library among the values: `limits.imageBytes` becomes a member of `limits`. */
function nest(values: readonly ConfiguredValue[]): ServerOptions {
  const options: Record<string, ConfigValue | Record<string, ConfigValue>> = {};
  for (const { entry, value, from } of values) {
    // The library knows its defaults; a group such as tls is there only when a member of it was given.
    if (value === undefined || from === 'default' || isProgramSetting(entry)) continue;
    const [first = '', second] = entry.option.split('.');
    if (second === undefined) options[first] = value;
    else options[first] = { ...(options[first] as Record<string, ConfigValue>), [second]: value };
  }
  return options as ServerOptions;
}

function isProgramSetting({ option }: ConfigEntry): boolean {
  return programSettings.some((name) => name === option);
}

/** A slip of the finger in a variable would go unnoticed. */
function unknownVariables(env: Environment): string[] {
  const known = new Set(configEntries.map(variableOf));
  return Object.keys(env)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !known.has(name))
    .map((name) => `The variable ${name} configures nothing.`);
}
