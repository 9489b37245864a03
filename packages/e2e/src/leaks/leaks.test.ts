import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canListDescriptors } from './handles.ts';
import type { Report } from './report.ts';
import { type SlowServer, startSlowServer } from './slow-server.ts';

const size = 4_000_000;
/** For how long a program may take to end by itself, once it has said all that it has to say. Milliseconds. */
const lastMinutes = 5_000;

let server: SlowServer;
let folder: string;
let file: string;
beforeAll(async () => {
  server = await startSlowServer();
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-leaks-'));
  file = join(folder, 'page.png');
  const bytes = Buffer.alloc(size, 'noise');
  bytes.set(Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55', 'hex'));
  await writeFile(file, bytes);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly report: Report;
  /** Whether it ended by itself, rather than being ended. */
  readonly byItself: boolean;
}

/** Runs a program of this folder until it ends. */
async function run(program: URL, calls: number, patience: number): Promise<Ended> {
  const args = [fileURLToPath(program), server.url, file, String(calls), String(patience)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  const complaints = text(child.stderr);
  let said = '';
  let stuck: NodeJS.Timeout | undefined;
  child.stdout.on('data', (chunk) => {
    said += chunk;
    stuck ??= setTimeout(() => child.kill(), lastMinutes);
  });
  await exit;
  clearTimeout(stuck);
  expect(said, await complaints).not.toBe('');
  return { report: JSON.parse(said) as Report, byItself: child.exitCode === 0 };
}

const calls = Number(process.env.LEAKS_CALLS ?? 800);
const patience = 10_000;
const nothing = { files: 0, timers: 0, liveTimers: 0, listeners: 0 };

beforeEach((context) => {
  if (!canListDescriptors) context.skip('needs /proc, which has the descriptors of a process: Linux');
});

describe.concurrent('what is left', () => {
  it(`at once of ${calls} aborted uploads of a file: no descriptor, timer or listener; after ten seconds no socket`, async () => {
    const { report, byItself } = await run(new URL('uploads-program.ts', import.meta.url), calls, patience);
    expect(report.ends).toEqual({ aborted: calls });
    expect(report.most).toMatchObject({
      files: expect.toSatisfy(many),
      listeners: expect.toSatisfy(many),
    });
    expect(report).toMatchObject({ atOnce: nothing, socketsLater: 0 });
    expect(byItself).toBe(true);
  });

  it(`at once of ${calls} waits, aborted or out of time: no timer or listener; after ten seconds no socket`, async () => {
    const { report, byItself } = await run(new URL('polls-program.ts', import.meta.url), calls, patience);
    const { aborted = 0, deadline = 0, ...others } = report.ends;
    expect(others).toEqual({});
    expect(aborted + deadline).toBe(calls);
    expect(report.most).toMatchObject({
      sockets: expect.toSatisfy(many),
      listeners: expect.toSatisfy(many),
    });
    expect(report).toMatchObject({ atOnce: nothing, socketsLater: 0 });
    expect(byItself).toBe(true);
  });

  it('of aborted uploads by fetch alone: descriptors, or the count would miss them', async () => {
    const { report } = await run(new URL('fetch-program.ts', import.meta.url), 100, 0);
    expect(report.atOnce.files).toBeGreaterThan(0);
  });
});

/** Whether calls were under way when it was counted. */
function many(count: number): boolean {
  return count >= 10;
}
