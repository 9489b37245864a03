import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InDoubtError } from '../errors/index.ts';
import { fileStore } from '../file-store.node.ts';
import { png } from '../testing/images.ts';
import { completed, pending, text } from '../testing/loopback.ts';
import { client, service, tokenGiven, useService } from '../testing/service.ts';

useService();

const count = 40;
const child = fileURLToPath(new URL('../testing/batch-child.ts', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the batch in a process of its own until `when` says so, then kills it as hard as can be. */
async function killed(file: string, when: () => boolean): Promise<void> {
  const running = spawn(process.execPath, [child, service.url, file, String(count)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  running.stderr.on('data', (data) => {
    complaints += data;
  });
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!when() && !over) await new Promise((resolve) => setImmediate(resolve));
  running.kill('SIGKILL');
  await ended;
  expect(running.signalCode, complaints).toBe('SIGKILL');
}

/** How often each image was accepted, by its width; the tasks are named for it. */
function acceptEach(answers: (width: number) => boolean = () => true): Map<number, number> {
  const accepted = new Map<number, number>();
  service.answer('postDetectRegions', (request, response) => {
    const { image } = JSON.parse(request.body) as { image: string };
    const width = Buffer.from(image, 'base64').readUInt32BE(16);
    accepted.set(width, (accepted.get(width) ?? 0) + 1);
    if (answers(width)) return text(200, `task-${width}`)(request, response);
  });
  return accepted;
}

const images = Array.from({ length: count }, (_, index) => png(index + 1));

it('a batch that was killed goes on where it was: nothing lost, nothing submitted twice', async () => {
  const file = join(folder, 'tasks.jsonl');
  const accepted = acceptEach();
  let polls = 0;
  service.answer('getDetectRegions', (request, response) =>
    (++polls % 3 === 0 ? completed : pending)(request, response),
  );
  // Killed again and again, wherever it happens to be.
  for (const target of [3, 11, 20, 29]) await killed(file, () => accepted.size >= target);
  const before = new Set(accepted.keys());
  expect(before.size).toBeGreaterThanOrEqual(29);
  expect(before.size).toBeLessThan(count);

  await using store = fileStore(file);
  service.answer('getDetectRegions', completed);
  const tasks = new Map<number, string>();
  const inDoubt: number[] = [];
  for await (const item of client({ ...tokenGiven, store }).detectAll(images)) {
    if (item.ok) tasks.set(item.index + 1, item.value.taskId);
    else {
      expect(item.error).toBeInstanceOf(InDoubtError);
      inDoubt.push(item.index + 1);
    }
  }
  // Each image has its task or is told to be in doubt; and the service has seen none of them twice.
  expect(tasks.size + inDoubt.length).toBe(count);
  for (const [width, id] of tasks) expect(id).toBe(`task-${width}`);
  expect([...accepted.values()].filter((times) => times > 1)).toEqual([]);
  expect([...before].filter((width) => !tasks.has(width) && !inDoubt.includes(width))).toEqual([]);

  // Whoever decides so pays for those in doubt, and for no other.
  for await (const item of client({ ...tokenGiven, store }).detectAll(images, { resubmit: 'always' })) {
    expect(item.ok).toBe(true);
  }
  const twice = [...accepted].filter(([, times]) => times > 1).map(([width]) => width);
  expect(twice.filter((width) => !inDoubt.includes(width))).toEqual([]);
  expect(accepted.size).toBe(count);
}, 60_000);

it('an image that was accepted when the process was killed before the answer is in doubt', async () => {
  const file = join(folder, 'tasks.jsonl');
  const accepted = acceptEach((width) => width > 8);
  await killed(file, () => accepted.size === 8);
  acceptEach();
  await using store = fileStore(file);
  const resumed = client({ ...tokenGiven, store });
  const codes: unknown[] = [];
  for await (const item of resumed.detectAll(images.slice(0, 10))) {
    codes.push(item.ok ? 'ok' : (item.error as InDoubtError).code);
  }
  expect(codes).toEqual([...Array(8).fill('in-doubt'), 'ok', 'ok']);
  expect(service.count('postDetectRegions')).toBe(10);
}, 60_000);
