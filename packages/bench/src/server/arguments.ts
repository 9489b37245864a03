import { parseArgs } from 'node:util';
import { pick, readRounds, readSize } from '../arguments.ts';
import { asUsage, UsageError } from '../usage-error.ts';
import type { ServerCase } from './cases/case.ts';
import { serverCases } from './cases/index.ts';

/** What to do. */
export interface ServerArguments {
  readonly cases: readonly ServerCase[];
  readonly rounds: number;
  /** Of a large image, in bytes. */
  readonly size: number;
  /** For how long a load lasts. */
  readonly seconds: number;
  /** How many tasks go through a day. */
  readonly tasks: number;
  /** Where to write the figures as JSON. */
  readonly json: string | undefined;
}

/** What `pnpm bench server --help` prints. */
export function serverUsage(): string {
  return `pnpm bench server [CASE…] [options]

Measures the service in processes of its own, over HTTP. Without a CASE, all of them.

${serverCases.map(({ name, title }) => `  ${name.padEnd(10)} ${title}`).join('\n')}

Options:
  --rounds N     how often each one has its turn, 1 to 100 (3)
  --size SIZE    of the large image: 100MB, 1GB… (100MB)
  --seconds N    for how long a load lasts, 1 to 600 (10)
  --tasks N      of the day, 24 to 10000000 (100000)
  --json FILE    write all figures to a file, too
  --help         print this`;
}

/**
 * Reads the command line behind `server`.
 *
 * @returns what to do, or `'help'`
 * @throws UsageError naming what is wrong and what is accepted
 */
export function readServerArguments(args: readonly string[]): ServerArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const names = pick(
    'case',
    positionals,
    serverCases.map(({ name }) => name),
  );
  return {
    cases: names.length === 0 ? serverCases : serverCases.filter(({ name }) => names.includes(name)),
    rounds: readRounds(values.rounds ?? '3'),
    size: readSize(values.size),
    seconds: readCount('seconds', values.seconds ?? '10', 1, 600),
    tasks: readCount('tasks', values.tasks ?? '100000', 24, 10_000_000),
    json: values.json,
  };
}

interface Parsed {
  readonly values: Readonly<Partial<Record<'rounds' | 'size' | 'seconds' | 'tasks' | 'json', string>>> & {
    readonly help?: boolean;
  };
  readonly positionals: readonly string[];
}

function parse(args: readonly string[]): Parsed {
  const text = { type: 'string' } as const;
  return asUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: text,
        size: text,
        seconds: text,
        tasks: text,
        json: text,
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

function readCount(name: string, text: string, least: number, most: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not ${text}.`);
  }
  return count;
}
