import type { Help, Option } from 'commander';
import { flagTerm } from './flags/setting-flags.ts';

/** How help looks, for all commands. */
export const helpStyle: Partial<Help> = {
  showGlobalOptions: true,
  optionTerm: flagTerm,
  optionDescription: describeOption,
  styleTitle: bold,
  styleCommandText: bold,
};

/** As commander does it, in the words of the settings' descriptions. */
function describeOption({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const standard = defaultValueDescription ?? defaultValue;
  const notes = [argChoices?.join(', '), standard === undefined ? undefined : `default: ${standard}`];
  const known = notes.filter((note) => note !== undefined).join('; ');
  return known === '' ? description : `${description} (${known})`;
}

/** Commander takes this away again where the output has no colours. */
function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}
