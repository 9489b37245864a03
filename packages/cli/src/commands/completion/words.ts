import type { Argument, Command, Option } from 'commander';
import { acceptedValues } from '../../flags/listed-option.ts';

/** What may stand where a value is expected: one of a list, a path, or something that nobody can guess. */
export type Completed = { readonly values: readonly string[] } | 'files' | 'folders' | 'nothing';

/** A flag, and what follows it. */
export interface CompletedFlag {
  /** `--format`, or `--format` and `-f`. */
  readonly names: readonly string[];
  /** What it does: the first sentence. */
  readonly summary: string;
  /** What its value is called, such as `format`; absent where it takes none. */
  readonly value?: { readonly name: string; readonly completed: Completed };
  readonly isRepeatable: boolean;
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
  /** Empty for the program itself. */
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** What may stand behind it, besides flags. */
  readonly arguments: Completed;
}

/** The program itself, and then its commands with all their flags and those of every command. */
export function completedCommands(program: Command): CompletedCommand[] {
  const names = program.commands.map((command) => command.name());
  const common = flagsOf(program);
  return [
    { name: '', summary: '', flags: common, arguments: { values: names } },
    ...program.commands.map((command) => ({
      name: command.name(),
      summary: firstSentence(command.summary()),
      flags: [...flagsOf(command), ...common.filter(({ names: [name] }) => name !== '--version')],
      arguments: command.name() === 'help' ? { values: names } : argumentsOf(command),
    })),
  ];
}

function flagsOf(command: Command): CompletedFlag[] {
  const options = command.options.map(completedFlag);
  const isProgram = command.parent === null;
  return isProgram
    ? [...options, { names: ['--help', '-h'], summary: 'Print help.', isRepeatable: false }]
    : options;
}

function completedFlag(option: Option): CompletedFlag {
  const { long, short, description, flags } = option;
  const names = [long, short].filter((name) => name !== undefined);
  const summary = firstSentence(description);
  const placeholder = /[<[](.*?)(?:\.{3})?[>\]]$/.exec(flags)?.[1];
  if (placeholder === undefined) return { names, summary, isRepeatable: false };
  const values = acceptedValues(option);
  const completed = values === undefined ? byName(placeholder) : { values };
  const isRepeatable = option.variadic || / be repeated/.test(description);
  return { names, summary, value: { name: placeholder, completed }, isRepeatable };
}

function argumentsOf({ registeredArguments }: Command): Completed {
  const values = registeredArguments.flatMap(({ argChoices = [] }: Argument) => argChoices);
  if (values.length > 0) return { values };
  const kinds = registeredArguments.map((argument) => byName(argument.name()));
  return kinds.find((kind) => kind !== 'nothing') ?? 'nothing';
}

/** The placeholders say what is meant: `<file>`, `<folder>`, `<image...>`; a number or a name is anybody's guess. */
function byName(placeholder: string): Completed {
  if (/folder/.test(placeholder)) return 'folders';
  return /file|path|image|input|result|truth|page/.test(placeholder) ? 'files' : 'nothing';
}

function firstSentence(description: string): string {
  const [sentence = ''] = /^.*?(?=[.:;](?:\s|$)| \()/s.exec(description) ?? [description];
  return sentence.replace(/\s+/g, ' ');
}
