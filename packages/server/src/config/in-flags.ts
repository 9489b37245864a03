import { configEntries } from './entries.ts';
import { flagOf, variableOf } from './entry.ts';

/** Says a message of the library about its options with the names of flags, or of variables where there are none. */
export function inFlags(message: string): string {
  const clients = message.replace(
    /\bclients\[(\d+)\]\.?/g,
    (_all, index: string) => `client number ${Number(index) + 1}: `,
  );
  return configEntries.reduce((text, entry) => {
    const name = flagOf(entry) ?? variableOf(entry);
    // A name that is a word as well is meant as a name only where a message begins with it.
    const isWord = /^[a-z]+$/.test(entry.option);
    const pattern = isWord ? `^${entry.option}\\b` : `\\b${entry.option.replace('.', '\\.')}\\b`;
    return text.replace(new RegExp(pattern, 'g'), name);
  }, clients);
}
