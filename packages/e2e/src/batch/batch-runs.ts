import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunResult, start } from '../cli.ts';

/** What `batch --status --format json` tells, as far as it is looked at here. */
export interface Status {
  readonly images: number;
  readonly done: number;
  readonly failed: number;
  readonly inDoubt: number;
  readonly submitted: number;
  readonly left: number;
  readonly calls: Readonly<Record<string, number>>;
}

/** A batch that was run to an end, and how much memory it took. */
export interface Measured extends RunResult {
  /** The most memory that it held at a time, in bytes; `undefined` where the system does not tell. */
  readonly peakBytes: number | undefined;
}

/** How often the memory of a process is looked at, in milliseconds. */
const LOOK = 50;

/** Runs a batch to its end and watches its memory. */
export async function runMeasured(
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Measured> {
  const child = start(args, options);
  child.stdin.end();
  const exit = once(child, 'exit');
  let peakBytes: number | undefined;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      peakBytes = (await peakOf(child.pid ?? 0)) ?? peakBytes;
      await delay(LOOK);
    }
  })();
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  isOver = true;
  await watching;
  return { code, stdout, stderr, peakBytes };
}

/** Starts a batch and kills it by `kill -9` when so it is asked for. Resolves when it is gone. */
export async function runAndKill(
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
  whenToKill: () => Promise<void>,
): Promise<void> {
  const child = start(args, options);
  child.stdin.end();
  child.stdout.resume();
  child.stderr.resume();
  const exit = once(child, 'exit');
  await Promise.race([whenToKill(), exit]);
  child.kill('SIGKILL');
  const [, signal] = await exit;
  if (signal !== 'SIGKILL') throw new Error('the batch ended before it could be killed');
}

/** Linux notes the most that a process ever held. */
async function peakOf(pid: number): Promise<number | undefined> {
  const status = await readFile(join('/proc', String(pid), 'status'), 'utf8').catch(() => '');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
