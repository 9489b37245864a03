import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { flagTerm } from '../../packages/cli/src/help.ts';
import { root } from '../run.ts';
import { flagGroups, fullProgram, helpOf, type Option, settingsGroup } from './program.ts';
import { cliReference, referenceFile } from './reference.ts';

const program = await fullProgram();
const committed = await readFile(referenceFile, 'utf8');

test('what is committed is what the commands make: pnpm cli-reference', async () => {
  expect(committed).toBe(await cliReference());
});

describe.each(program.commands.map((command) => [command.name(), command] as const))(
  '%s',
  (name, command) => {
    const flags = [...flagGroups(command)];

    it('says what it, its arguments and its flags do', () => {
      for (const thing of [command, ...command.registeredArguments, ...command.options]) {
        expect(typeof thing.description === 'string' ? thing.description : thing.description()).toMatch(
          /\w.*[.)]$/s,
        );
      }
      expect(command.summary()).toMatch(/^[A-Z].*\.$/);
    });

    it('has all flags in its help, which fits 80 columns', () => {
      const help = helpOf(command);
      // An example is to be copied: it is one line, however long.
      const prose = help.split('\n').filter((line) => !/^ {2}.*detect-regions /.test(line));
      for (const line of prose) expect(line.length, line).toBeLessThanOrEqual(80);
      for (const [, options] of flags) {
        for (const option of options) expect(help).toContain(`  ${flagTerm(option)} `);
      }
    });

    it('has all flags in the reference', async () => {
      const section = committed.split(/^## /m).find((text) => text.startsWith(`${name}\n`));
      const settings = await readFile(join(root, 'docs/reference.md'), 'utf8');
      for (const [heading, options] of flags) {
        const text = heading === settingsGroup ? settings : section;
        for (const option of options)
          expect(text).toContain(`\`${flagTerm(option).replaceAll('|', '\\|')}\``);
      }
    });
  },
);

/** The sources of the tests that run the command line, as it is installed or in parts. */
async function testSources(): Promise<string[]> {
  const sources: string[] = [];
  for await (const file of glob('packages/{cli,e2e}/src/**/*.test.ts', { cwd: root })) {
    sources.push(await readFile(join(root, file), 'utf8'));
  }
  return sources;
}

const definition = ({ flags, description }: Option): string => `${flags} ${description}`;

/**
 * That a test names a flag is no proof that it tests it well; that none does is proof that it is not tested. What several
 * commands have from one definition counts for all of them. Not looked for are flags that come from tables, where tests go
 * through the tables: the settings of the spec, and what is configured of the service.
 */
test('every command and flag is named by a test', async () => {
  const sources = await testSources();
  const naming = (name: string): string[] =>
    sources.filter((source) => new RegExp(`['\\s]${name}['\\s]`).test(source));
  const missing = program.commands.flatMap((command) => {
    if (naming(command.name()).length === 0) return [command.name()];
    const isTable = ['serve', 'worker'].includes(command.name());
    const flags = [...flagGroups(command)].flatMap(([heading, options]) =>
      isTable || heading === settingsGroup ? [] : options,
    );
    const isNamed = (flag: Option): boolean =>
      program.commands
        .filter(({ options }) => options.some((option) => definition(option) === definition(flag)))
        .flatMap((owner) => naming(owner.name()))
        .some((source) => names(source, [flag.long, flag.short]));
    return flags.filter((flag) => !isNamed(flag)).map(({ long }) => `${command.name()} ${long}`);
  });
  expect(missing).toEqual([]);
});

function names(source: string, flags: readonly (string | undefined)[]): boolean {
  return flags.some((flag) => flag !== undefined && new RegExp(`${flag}(?![\\w-])`).test(source));
}
