import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The command line as it is installed. */
export const bin: string = fileURLToPath(import.meta.resolve('@detect-regions/cli/package.json')).replace(
  /package\.json$/,
  'bin/detect-regions.js',
);

/** How to run the command line. */
export interface RunOptions {
  /** On top of an environment without any credentials. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What it reads on standard input. */
  readonly input?: Uint8Array;
}

/** What became of a run. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the command line, its streams piped. */
export type Process = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts the command line. */
export function start(args: readonly string[], { env = {}, cwd }: RunOptions = {}): Process {
  return spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...environment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = start(args, options);
  child.stdin.on('error', () => {}).end(options.input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, stdout, stderr };
}

/** A running `serve`. */
export interface Serving {
  readonly child: Process;
  /** The lines of its standard output up to now: as many as were asked for. */
  readonly lines: readonly string[];
  /** Resolves when its log has told so many of the events since it started. */
  logged(event: string, count: number): Promise<void>;
}

/** Starts `serve` on a free port and waits for so many lines of output. */
export async function serve(args: readonly string[], lineCount: number): Promise<Serving> {
  const child = start(['serve', '--port', '0', ...args]);
  const events: string[] = [];
  const log = createInterface({ input: child.stderr }).on('line', (line) =>
    events.push(JSON.parse(line).event),
  );
  const logged = async (event: string, count: number): Promise<void> => {
    while (events.filter((known) => known === event).length < count) await once(log, 'line');
  };
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === lineCount) return { child, lines, logged };
  }
  throw new Error(`serve ended after ${lines.length} lines`);
}

/** Ends a process by a signal, and tells what it exited with. */
export async function stop(child: Process, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

/** The environment of this process, without any credentials and away from the user's data. */
export function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('DETECT_REGIONS_'));
  return {
    ...Object.fromEntries(others),
    // Nothing in the user's data folder, and no profile of the user's.
    DETECT_REGIONS_SERVER_DATA: 'memory',
    XDG_CONFIG_HOME: join(tmpdir(), 'detect-regions-no-settings'),
  };
}
