import { parseArgs } from 'node:util';
import type { Case } from './cases/case.ts';
import { suites } from './cases/index.ts';
import { smallestImage } from './image.ts';
import { type PeerName, peerNames } from './peers/index.ts';
import { parseSize } from './size.ts';
import { asUsage, UsageError } from './usage-error.ts';

/** What to do. */
export interface Arguments {
  readonly suite: string;
  readonly cases: readonly Case[];
  readonly peers: readonly PeerName[];
  readonly rounds: number;
  /** In bytes. */
  readonly size: number;
  /** Where to write the figures as JSON. */
  readonly json: string | undefined;
}

/** What `--help` prints. */
export function usage(): string {
  const lines = Object.entries(suites).flatMap(([suite, cases]) => [
    `Cases of ${suite}:`,
    ...cases.map(({ name, title }) => `  ${name.padEnd(14)} ${title}`),
  ]);
  return `pnpm bench SUITE [CASE…] [options]
pnpm bench engine [DIR] [options]   see pnpm bench engine --help
pnpm bench server [CASE…] [options]  see pnpm bench server --help
pnpm bench cli [CASE…] [options]     see pnpm bench cli --help

Measures us and others at the same work, in turn, and prints ratios: the median over the
rounds, and the least and the most. Without a CASE, all of the suite.

${lines.join('\n')}

Options:
  --size SIZE    of a large image: 100MB, 1GB… (100MB)
  --rounds N     how often each one has its turn, 1 to 100 (5)
  --peers A,B    only these: ${peerNames.join(', ')};
                 without the one that ratios are formed to, there are none
  --json FILE    write all figures to a file, too
  --help         print this`;
}

/**
 * Reads the command line.
 *
 * @returns what to do, or `'help'`
 * @throws UsageError naming what is wrong and what is accepted
 */
export function readArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [suite, ...names] = positionals;
  const all = suite !== undefined && Object.hasOwn(suites, suite) ? suites[suite] : undefined;
  if (suite === undefined || all === undefined) {
    const accepted = [...Object.keys(suites), 'engine', 'server', 'cli'].join(', ');
    throw new UsageError(`Which suite? ${suite ?? 'None'} is none of: ${accepted}.`);
  }
  const chosen = pick(
    'case',
    names,
    all.map(({ name }) => name),
  );
  return {
    suite,
    cases: names.length === 0 ? all : all.filter(({ name }) => chosen.includes(name)),
    peers: values.peers === undefined ? peerNames : pick('peer', values.peers.split(','), peerNames),
    rounds: readRounds(values.rounds ?? '5'),
    size: readSize(values.size),
    json: values.json,
  };
}

interface Parsed {
  readonly values: {
    readonly size?: string;
    readonly rounds?: string;
    readonly peers?: string;
    readonly json?: string;
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
      options: { size: text, rounds: text, peers: text, json: text, help: { type: 'boolean', short: 'h' } },
    }),
  );
}

/**
 * The accepted names that were chosen, in their own order.
 *
 * @throws UsageError for others, naming the accepted ones
 */
export function pick<T extends string>(what: string, names: readonly string[], accepted: readonly T[]): T[] {
  const unknown = names.filter((name) => !accepted.some((one) => one === name));
  if (unknown.length > 0) {
    throw new UsageError(`No ${what} is called ${unknown.join(', ')}; there are ${accepted.join(', ')}.`);
  }
  return accepted.filter((one) => names.includes(one));
}

/** @throws UsageError for anything but 1 to 100 */
export function readRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new UsageError(`--rounds takes a whole number from 1 to 100, not ${text}.`);
  }
  return rounds;
}

/** @throws UsageError for what is no size, or too small for an image */
export function readSize(text = '100MB'): number {
  const size = parseSize(text);
  if (size === undefined || size < smallestImage) {
    throw new UsageError(
      `--size takes a size such as 100MB or 1GB, of ${smallestImage} bytes or more, not ${text}.`,
    );
  }
  return size;
}
