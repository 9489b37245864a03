import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteTaskQueue } from './open-sqlite-task-queue.ts';

const [kills, most] = process.env.REQUIRE_ALL ? [20, 1000] : [3, 120];
const SEED = 20_261_123;

/** What the processes were told by the queue. */
class Acknowledged {
  readonly submitted = new Set<string>();
  /** To be cancelled: there or not, if the process was killed meanwhile. */
  readonly unwanted = new Set<string>();
  readonly cancelled = new Set<string>();
  /** By id: the result. */
  readonly completed = new Map<string, string>();
  readonly completedTwice: string[] = [];
  readonly fences: number[] = [];

  note(line: string): void {
    const [what, id = '', ...rest] = line.split(' ');
    if (what === 'submitted') this.submitted.add(id);
    else if (what === 'unwanted') this.unwanted.add(id);
    else if (what === 'cancelled') this.cancelled.add(id);
    else if (what === 'claimed') this.fences.push(Number(rest[0]));
    else if (what === 'completed') {
      if (this.completed.has(id)) this.completedTwice.push(id);
      this.completed.set(id, rest.join(' '));
    } else throw new Error(`The process said ${line}`);
  }
}

/** Numbers from 0 to 1 that are the same each time (Lehmer's generator). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Runs a process on the folder, and kills it in the middle of what follows so many acknowledgements. */
async function runAndKill(folder: string, name: string, after: number, to: Acknowledged): Promise<void> {
  const file = fileURLToPath(new URL('../../test/embedded-queue-process.ts', import.meta.url));
  const child = spawn(process.execPath, [file, folder, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  let seen = 0;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const lines = text.split('\n');
    // The last one may be broken off: then nobody was told.
    text = lines.pop() ?? '';
    for (const line of lines) to.note(line);
    seen += lines.length;
    if (seen >= after) child.kill('SIGKILL');
  });
  const [code, signal] = await ended;
  expect([code, signal, Buffer.concat(complaints).toString()]).toEqual([null, 'SIGKILL', '']);
}

test(`after ${kills} kills, all that was acknowledged is there, and nothing is done twice`, {
  timeout: 300_000,
}, async () => {
  const folder = await temporaryFolder();
  const acknowledged = new Acknowledged();
  const random = numbers(SEED);
  for (let kill = 0; kill < kills; kill += 1) {
    await runAndKill(folder, `process${kill}`, Math.ceil(random.next().value * most), acknowledged);
  }
  const { submitted, unwanted, cancelled, completed, completedTwice, fences } = acknowledged;
  expect(completedTwice).toEqual([]);
  expect(submitted.size).toBeGreaterThan(kills);
  expect(completed.size).toBeGreaterThan(0);
  // Within a process they are noted in the order in which they were given.
  expect(fences).toEqual(fences.toSorted((a, b) => a - b));
  expect(new Set(fences).size).toBe(fences.length);

  const queue = await openSqliteTaskQueue({
    folder,
    maxPending: 100_000,
    maxFinished: 100_000,
    keepFor: 3_600_000,
    now: Date.now,
  });
  onTestFinished(() => queue.close());
  for (const [id, data] of completed) {
    expect(await queue.result('ann', id)).toEqual({ status: 'Completed', data, warnings: [] });
  }
  for (const id of cancelled) expect(await queue.status('ann', id)).toBeUndefined();
  const { pending } = await queue.counts();
  const doOne = async (): Promise<void> => {
    const claim = await queue.claim(new AbortController().signal);
    if (claim) expect(await queue.complete(claim, { data: 'last', warnings: [] })).toBe(true);
  };
  await Promise.all(Array.from({ length: pending }, doOne));
  const stuck: string[] = [];
  for (const id of submitted) {
    if (!unwanted.has(id) && (await queue.status('ann', id))?.status !== 'Completed') stuck.push(id);
  }
  expect(stuck).toEqual([]);
  expect(await queue.counts()).toMatchObject({ pending: 0, processing: 0 });
});
