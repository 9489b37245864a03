import {
  findSettingProblems,
  type SettingDescription,
  type Settings,
  settings as settingsTable,
} from '@detect-regions/spec';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { closestMatch } from 'leven';
import { ListedOption } from './listed-option.ts';
import { SwitchOption } from './switch-option.ts';

/** Lists longer than this are left to the end of the help. */
const longestListInline = 20;

/** The settings of the spec as flags: `dsrMode` becomes `--dsr-mode`, a boolean also gets its `--no-…`. */
export function settingFlags(): Option[] {
  return descriptions().flatMap((setting) => {
    const flag = flagName(setting.name);
    const text = `${plain(setting.description)} ${acceptedText(setting)}`;
    if (setting.type === 'boolean') {
      return [new SwitchOption(flag, text), new Option(`--no-${flag}`, text).hideHelp()];
    }
    const value = setting.type === 'integer' ? 'number' : 'name';
    return [
      flagWithValue(`--${flag} <${value}>`, text, setting.values).argParser((given: string) =>
        readSetting(setting, given),
      ),
    ];
  });
}

function flagWithValue(flags: string, text: string, values: readonly string[] | undefined): Option {
  return values === undefined ? new Option(flags, text) : new ListedOption(flags, text, values);
}

/** Adds the flags of all settings; what is too long for their lines comes at the end of the help. */
export function addSettingFlags(command: Command): Command {
  command.optionsGroup('Settings of the detection:');
  for (const flag of settingFlags()) command.addOption(flag);
  return command.addHelpText('after', () => {
    const width = process.stdout.columns ?? 80;
    return `\n${command.createHelp().boxWrap(longListsHelp(), width)}`;
  });
}

/** The settings among the parsed options, only those that were given. */
export function settingsFrom(options: Record<string, unknown>): Partial<Settings> {
  return Object.fromEntries(
    Object.keys(settingsTable)
      .filter((name) => options[name] !== undefined)
      .map((name) => [name, options[name]]),
  );
}

/** The accepted values that are too many to stand beside their flag, for the end of the help. */
export function longListsHelp(): string {
  return descriptions()
    .filter(({ values }) => values !== undefined && values.length > longestListInline)
    .map(({ name, values }) => `Values of --${flagName(name)}: ${values?.join(', ')}`)
    .join('\n\n');
}

function descriptions(): SettingDescription[] {
  return Object.values(settingsTable);
}

/** Checks one value by the rules of the spec; letters may come in either case. */
function readSetting(setting: SettingDescription, given: string): string | number {
  const { name, type, values } = setting;
  // Number('') is 0: an empty string must stay one to be refused.
  const number = given.trim() === '' ? Number.NaN : Number(given);
  const sameWord = values?.find((value) => value.toLowerCase() === given.toLowerCase());
  const value = type === 'integer' && !Number.isNaN(number) ? number : (sameWord ?? given);
  const [problem] = findSettingProblems({ [name]: value });
  if (problem === undefined) return value;
  throw new InvalidArgumentError(
    values === undefined
      ? problem.message.replaceAll(`settings.${name}`, `--${flagName(name)}`)
      : suggestion(given, values) + acceptedValues(values),
  );
}

function suggestion(given: string, values: readonly string[]): string {
  const lower = values.map((value) => value.toLowerCase());
  // A third of the letters wrong is a slip of the finger; more is another word.
  const closest = closestMatch(given.toLowerCase(), lower, { maxDistance: Math.ceil(given.length / 3) });
  return closest === undefined ? '' : `Did you mean ${values[lower.indexOf(closest)]}? `;
}

function acceptedValues(values: readonly string[]): string {
  return values.length > longestListInline
    ? `${values.length} values are accepted; --help lists them.`
    : `Accepted: ${values.join(', ')}.`;
}

function acceptedText({ type, values, default: standard, description }: SettingDescription): string {
  const known = type === 'boolean' ? (standard ? 'on' : 'off') : String(standard);
  const isTold = values?.every((value) => description.includes(`\`${value}\``)) ?? true;
  if (values === undefined || isTold) return `(default: ${known})`;
  const list = values.length > longestListInline ? `${values.length} values, see the end` : values.join(', ');
  return `(${list}; default: ${known})`;
}

function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Descriptions mark names as code; `rotate` in them is a flag here. */
function plain(description: string): string {
  return description.replace(/`([^`]+)`/g, (_code, word: string) =>
    Object.hasOwn(settingsTable, word) ? `--${flagName(word)}` : word,
  );
}
