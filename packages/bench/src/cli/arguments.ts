import { parseArgs } from 'node:util';
import { pick, readRounds } from '../arguments.ts';
import { asUsage } from '../usage-error.ts';
import { type CliCase, cliCases } from './cases.ts';

/** What to do. */
export interface CliArguments {
  readonly cases: readonly CliCase[];
  readonly rounds: number;
  /** Where to write the figures as JSON. */
  readonly json: string | undefined;
}

/** What `pnpm bench cli --help` prints. */
export function cliUsage(): string {
  return `pnpm bench cli [CASE…] [options]

Measures the command line in processes of its own, beside a Node that does nothing. Without a
CASE, all of them.

${cliCases.map(({ name, title }) => `  ${name.padEnd(10)} ${title}`).join('\n')}

Options:
  --rounds N     how often each one has its turn, 1 to 100 (10)
  --json FILE    write all figures to a file, too
  --help         print this`;
}

/**
 * Reads the command line behind `cli`.
 *
 * @returns what to do, or `'help'`
 * @throws UsageError naming what is wrong and what is accepted
 */
export function readCliArguments(args: readonly string[]): CliArguments | 'help' {
  const text = { type: 'string' } as const;
  const { values, positionals } = asUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rounds: text, json: text, help: { type: 'boolean', short: 'h' } },
    }),
  );
  if (values.help) return 'help';
  const names = pick(
    'case',
    positionals,
    cliCases.map(({ name }) => name),
  );
  return {
    cases: names.length === 0 ? cliCases : cliCases.filter(({ name }) => names.includes(name)),
    rounds: readRounds(values.rounds ?? '10'),
    json: values.json,
  };
}
