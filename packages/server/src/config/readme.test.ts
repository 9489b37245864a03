import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { configEntries } from './entries.ts';
import { type ConfigEntry, configGroups, flagOf, programSettings } from './entry.ts';

/** The table of options in the README: change `entries.ts`, then put what this says into the README. */
function table(entries: readonly ConfigEntry[]): string {
  const rows = entries.map((entry) => {
    const { option, kind, default: standard, defaultText, description, variableOnly } = entry;
    const shown = standard === undefined ? (defaultText ?? '') : `\`${kind.format(standard)}\``;
    const flag = variableOnly ? 'a variable alone' : `\`${flagOf(entry)}\``;
    const name = programSettings.some((one) => one === option) ? '' : `\`${option}\``;
    return `| ${name} | ${flag} | ${shown} | ${description} |`;
  });
  return ['| option | flag | default | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

test.each(configGroups)('the README has the options of "%s" as they are', async (group) => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const expected = table(configEntries.filter((entry) => entry.group === group));
  expect(readme).toContain(`**${group}**\n\n${expected}\n`);
});
