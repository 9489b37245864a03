import type * as config from '@detect-regions/server/config';
import type { ConfigEntry, Flags, Command as ServiceCommand } from '@detect-regions/server/config';
import { type Command, Option } from 'commander';
import { ListedOption } from './listed-option.ts';

/** What all commands that are configured by the table of the server have besides. */
export interface ServiceOptions {
  readonly printConfig?: true;
}

/** The part of the server that says what can be configured; light, and loaded to print help. */
export type ConfigTable = Pick<typeof config, 'configEntries' | 'configGroups' | 'variableOf'>;

/** Adds the flags of a command, by groups, with their variables at the end of the help. */
export function addServiceFlags(
  command: Command,
  which: ServiceCommand,
  { configEntries, configGroups, variableOf }: ConfigTable,
): Command {
  const entries = configEntries.filter(({ commands }) => commands.includes(which));
  for (const group of configGroups) {
    for (const entry of entries.filter((one) => one.group === group && !one.variableOnly)) {
      for (const option of flagsOf(entry)) command.addOption(option.helpGroup(`${group}:`));
    }
  }
  command.option('--print-config', 'Print what is configured and where from, as JSON, and end.');
  const variablesOnly = entries.filter((entry) => entry.variableOnly).map(variableOf);
  return command.addHelpText(
    'after',
    () => `
Environment:
  DETECT_REGIONS_SERVER_…   every flag, such as ${variableOf({ name: 'log-level' })}
${variablesOnly.map((name) => `  ${name}   has no flag\n`).join('')}
Flags win. What may be repeated is one variable, with spaces between.`,
  );
}

/** The given flags, by the names of the table. */
export function serviceFlags(command: Command): Flags {
  return Object.fromEntries(
    command.options
      .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
      .map((option) => [nameOf(option), command.getOptionValue(option.attributeName())]),
  );
}

/** A flag and its `no-` are known by one name. */
function nameOf(option: Option): string {
  return option.negate ? option.name().replace(/^no-/, '') : option.name();
}

/** The flags of an entry: what is on has one that turns it off, and one that wins over a variable that did. */
function flagsOf(entry: ConfigEntry): Option[] {
  if (entry.descriptionOfNo === undefined) return [flag(entry)];
  return [new Option(`--no-${entry.name}`, entry.descriptionOfNo), flag(entry).hideHelp()];
}

function flag({ name, kind, description, default: standard, defaultText }: ConfigEntry): Option {
  const { placeholder, words, repeatable = false } = kind;
  const flags = placeholder === undefined ? `--${name}` : `--${name} <${placeholder}>`;
  const option =
    words === undefined ? new Option(flags, description) : new ListedOption(flags, description, words);
  const shown = placeholder === undefined || standard === undefined ? defaultText : kind.format(standard);
  if (shown !== undefined) option.default(undefined, shown);
  // Taken as they are: an error of this parser would print a secret.
  return repeatable ? option.argParser(collect) : option;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
