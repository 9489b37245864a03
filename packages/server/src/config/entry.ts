import type { Limits, ServerOptions } from '../options.ts';
import type { ConfigValue, Kind } from './kinds.ts';

/** The commands of the command line that are configured by this. */
export type Command = 'serve' | 'worker';

/** Options of the library that are values, by the path to them. */
export type OptionPath =
  | Exclude<keyof ServerOptions, 'limits' | 'cors' | 'tls' | 'metrics' | 'clients' | 'engine' | 'log' | 'now'>
  | 'clients'
  | 'cors.origins'
  | 'tls.certFile'
  | 'tls.keyFile'
  | 'metrics.host'
  | 'metrics.port'
  | `limits.${keyof Limits}`;

/** Settings that only programs have, not the library. */
export const programSettings = ['clientsFile', 'signingKeyFile', 'logLevel', 'logFormat'] as const;

/** One of {@link programSettings}. */
export type ProgramSetting = (typeof programSettings)[number];

/** One thing that can be configured. */
export interface ConfigEntry {
  /** The option of the library, or the setting of the program. */
  readonly option: OptionPath | ProgramSetting;
  /**
   * The flag without its dashes, such as `max-image`; the variable of the environment is named after it. A secret has
   * no flag: others on the machine could read it.
   */
  readonly name: string;
  readonly kind: Kind;
  /** Left out: none, or one that {@link ConfigEntry.defaultText} tells of. */
  readonly default?: ConfigValue;
  /** What happens by default, where there is no value to be shown. */
  readonly defaultText?: string;
  /** One or two sentences, for help and tables. */
  readonly description: string;
  /** Of what is on by default: what its flag with `no-` does, for help. */
  readonly descriptionOfNo?: string;
  /** Under which heading it stands. */
  readonly group: ConfigGroup;
  /** `hidden`: never shown; `password`: shown without the password in the URL. */
  readonly secret?: 'hidden' | 'password';
  /** There is a variable alone, no flag. */
  readonly variableOnly?: boolean;
  readonly commands: readonly Command[];
}

/** The headings, in order. */
export const configGroups = [
  'Where it listens',
  'Who may use it',
  'What it keeps',
  'How it works',
  'How it is watched',
  'Limits',
] as const;

/** A heading of the help. */
export type ConfigGroup = (typeof configGroups)[number];

/** The prefix of the variables. */
export const VARIABLE_PREFIX = 'DETECT_REGIONS_SERVER_';

/** The variable of the environment, such as `DETECT_REGIONS_SERVER_MAX_IMAGE`. */
export function variableOf({ name }: Pick<ConfigEntry, 'name'>): string {
  return VARIABLE_PREFIX + name.toUpperCase().replaceAll('-', '_');
}

/** The flag, such as `--max-image`; undefined where there is none. */
export function flagOf({
  name,
  variableOnly,
}: Pick<ConfigEntry, 'name' | 'variableOnly'>): string | undefined {
  return variableOnly ? undefined : `--${name}`;
}
