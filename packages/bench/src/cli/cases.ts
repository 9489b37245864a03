import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Goal, Measure } from '../report.ts';

/** A row: a program that is started, and runs to its end. */
export interface CliRow {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** Programs that are compared. */
export interface CliCase {
  readonly name: string;
  readonly title: string;
  /** The first is what ratios are formed to. */
  readonly rows: readonly CliRow[];
  readonly goals: readonly Goal[];
}

/** What is measured of each run. */
export type CliFigure = 'time' | 'of the allowance';

/** A Node that does nothing, which every other one is compared with. */
export const idle: CliRow = { name: 'node -e 0', program: execPath, args: ['-e', '0'] };

/** What a start may cost: so many times an idle Node, and so many milliseconds on top. */
const allowedFactor = 1.2;
const allowedMs = 60;

const bin = fileURLToPath(
  new URL('bin/detect-regions.js', import.meta.resolve('@detect-regions/cli/package.json')),
);
const page = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));

function command(...args: string[]): CliRow {
  return { name: args.join(' ').replace(page, 'PAGE'), program: execPath, args: [bin, ...args] };
}

const pipe = `"${execPath}" "${bin}" detect - --local --format json < "${page}" | "${execPath}" -e "process.stdin.resume()"`;

/** The cases, in the order in which they run. */
export const cliCases: readonly CliCase[] = [
  {
    name: 'start-up',
    title: 'from the start of the process to its end, where nothing is detected',
    rows: [
      idle,
      command('--help'),
      command('--version'),
      command('detect', '--help'),
      command('serve', '--help'),
      command('completion', 'bash'),
    ],
    goals: [{ of: '--help', as: 'value', atMost: 100 }],
  },
  {
    name: 'detect',
    title: 'one page in a fresh process, and the same between the two ends of a pipe',
    rows: [
      idle,
      command('detect', page, '--local'),
      command('detect', page, '--local', '--dsr-mode', 'NoDsrNoFilter'),
      { name: 'detect - --local | node', program: 'sh', args: ['-c', pipe] },
    ],
    goals: [],
  },
];

/** The measures of a case. */
export function measuresOf({ name, goals }: CliCase): Measure<CliFigure>[] {
  const time = { name: 'time', unit: 'ms', reference: idle.name } as const;
  const allowance = { name: 'of the allowance', unit: '%', reference: null, goals } as const;
  return name === 'start-up' ? [time, allowance] : [time];
}

/** Runs a program, and an idle Node right before it: what the machine does besides falls on both. */
export async function measureRow(row: CliRow): Promise<Record<CliFigure, number>> {
  const idleMs = await run(idle);
  const time = row === idle ? idleMs : await run(row);
  return { time, 'of the allowance': (100 * time) / (allowedFactor * idleMs + allowedMs) };
}

/** @returns milliseconds from start to end */
async function run({ name, program, args }: CliRow): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const told = text(child.stderr);
  child.stdout.resume();
  const [code] = await once(child, 'exit');
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${await told}`);
  return ms;
}
