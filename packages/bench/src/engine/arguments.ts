import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pick, readRounds } from '../arguments.ts';
import { asUsage, UsageError } from '../usage-error.ts';
import { type EnginePeer, enginePeers } from './peer-names.ts';

/** What can be measured. */
export const engineCases = ['accuracy', 'speed', 'start'] as const;

/** One of {@link engineCases}. */
export type EngineCase = (typeof engineCases)[number];

/** What to do. */
export interface EngineArguments {
  /** A folder of pages, or a manifest. */
  readonly folder: string;
  readonly cases: readonly EngineCase[];
  readonly peers: readonly EnginePeer[];
  readonly rounds: number;
  /** By how much pages are turned besides, in degrees, clockwise. */
  readonly turned: readonly number[];
  /** Threads of our engine; undefined leaves it to the engine. */
  readonly threads: number | undefined;
  /** Where to write the figures as JSON. */
  readonly json: string | undefined;
  /** A folder for pictures of the worst pages. */
  readonly pictures: string | undefined;
  /** A folder for what was found. */
  readonly predictions: string | undefined;
}

/** Pages are turned by less than this, in degrees: beyond, lines of text stand. */
const MOST_TURN = 45;

/** What `pnpm bench engine --help` prints. */
export function engineUsage(): string {
  return `pnpm bench engine [DIR] [options]

Measures our engine and others on the pages of a folder: how much of the ground truth each finds, and how
long it takes. Without DIR, the pages of ../shared/data, or else those of docs/pages. DIR has a
manifest.json (or is one, of any name), or images, with the truth of page.jpg in page.json; without
truth there is speed alone.

Cases:
  accuracy       blocks and lines found, by kind of page
  speed          the time of a page, in turn with the others
  start          the first page of a fresh process, and its memory for a page of 8 megapixels

Options:
  --cases A,B        only these: ${engineCases.join(', ')}
  --peers A,B        only these: ${enginePeers.join(', ')}
  --turned 5,12      the accuracy on pages turned by so many degrees, too, to upright
  --rounds N         how often each page has its turn, 1 to 100 (3)
  --threads N        of our engine; else as many as it chooses itself
  --json FILE        write all figures to a file, too
  --pictures DIR     draw the truth and what we found on the worst pages
  --predictions DIR  write what each peer found, a folder a peer, a file a page
  --help             print this`;
}

/** The folder that is measured when none is named. */
export function defaultFolder(): string {
  // This file is packages/bench/{src,dist}/engine/arguments.*: the checkout is four folders up.
  const root = new URL('../../../../', import.meta.url);
  const shared = new URL('../shared/data/', root);
  return fileURLToPath(existsSync(shared) ? shared : new URL('docs/pages/', root));
}

/**
 * Reads the command line behind `engine`.
 *
 * @returns what to do, or `'help'`
 * @throws UsageError naming what is wrong and what is accepted
 */
export function readEngineArguments(args: readonly string[]): EngineArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [folder = defaultFolder(), ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(`One folder of pages is measured, not ${positionals.join(', ')}.`);
  return {
    folder,
    cases: values.cases === undefined ? engineCases : pick('case', values.cases.split(','), engineCases),
    peers: values.peers === undefined ? enginePeers : pick('peer', values.peers.split(','), enginePeers),
    rounds: readRounds(values.rounds ?? '3'),
    turned: values.turned === undefined ? [] : values.turned.split(',').map(readTurn),
    threads: values.threads === undefined ? undefined : readThreads(values.threads),
    json: values.json,
    pictures: values.pictures,
    predictions: values.predictions,
  };
}

interface Parsed {
  readonly values: Readonly<
    Partial<
      Record<
        'cases' | 'peers' | 'rounds' | 'turned' | 'threads' | 'json' | 'pictures' | 'predictions',
        string
      >
    >
  > & { readonly help?: boolean };
  readonly positionals: readonly string[];
}

function parse(args: readonly string[]): Parsed {
  const text = { type: 'string' } as const;
  return asUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cases: text,
        peers: text,
        rounds: text,
        turned: text,
        threads: text,
        json: text,
        pictures: text,
        predictions: text,
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

function readTurn(text: string): number {
  const degrees = Number(text);
  if (text.trim() === '' || !(Math.abs(degrees) < MOST_TURN) || degrees === 0) {
    throw new UsageError(
      `--turned takes degrees below ${MOST_TURN} other than 0, with commas between, not ${text}.`,
    );
  }
  return degrees;
}

function readThreads(text: string): number {
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1) {
    throw new UsageError(`--threads takes a whole number above 0, not ${text}.`);
  }
  return threads;
}
