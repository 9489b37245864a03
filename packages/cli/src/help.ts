import type { Argument, Command, Help, Option } from 'commander';
import { SwitchOption } from './flags/switch-option.ts';

/** How help looks, for all commands. */
export const helpStyle: Partial<Help> = {
  showGlobalOptions: true,
  optionTerm: flagTerm,
  optionDescription: describeOption,
  argumentDescription: describeArgument,
  // The list of commands tells which there are; each tells its own arguments.
  subcommandTerm: (command: Command) => command.name(),
  styleTitle: bold,
  styleCommandText: bold,
};

/** How a flag stands in help: the two of a switch as one. */
export function flagTerm(option: Option): string {
  return option instanceof SwitchOption ? option.term : option.flags;
}

/** What a flag does, the values that it takes, and what holds without it. */
export function describeOption({
  description,
  argChoices,
  defaultValue,
  defaultValueDescription,
}: Option): string {
  const standard = defaultValueDescription ?? defaultValue;
  const notes = [argChoices?.join(', '), standard === undefined ? undefined : `default: ${standard}`];
  const known = notes.filter((note) => note !== undefined).join('; ');
  return known === '' ? description : `${description} (${known})`;
}

/** What an argument is, and the values that it takes. */
export function describeArgument({ description, argChoices }: Argument): string {
  return argChoices === undefined ? description : `${description} (${argChoices.join(', ')})`;
}

/** Commander takes this away again where the output has no colours. */
function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}
