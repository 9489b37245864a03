import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defaultSettings } from '@detect-regions/spec';
import { expect, onTestFinished, test } from 'vitest';
import { describeClockChanges } from '../../test/describe-clock-changes.ts';
import { describeTaskQueue, type QueueSetup } from '../../test/describe-task-queue.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type Claim, QueueFullError, type TaskQueue } from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { openSqliteTaskQueue } from './open-sqlite-task-queue.ts';
import { upgrades } from './schema.ts';

const make = async (setup: QueueSetup): Promise<TaskQueue> =>
  openSqliteTaskQueue({ folder: await temporaryFolder(), ...setup });

describeTaskQueue('SqliteTaskQueue', make);
describeClockChanges('SqliteTaskQueue', make);

const never = new AbortController().signal;
const result = { data: 'W10=', warnings: ['small'] };

async function open(
  folder: string,
  setup: Partial<QueueSetup & { maxPages: number }> = {},
): Promise<TaskQueue> {
  const queue = await openSqliteTaskQueue({
    folder,
    maxPending: 1000,
    maxFinished: 1000,
    keepFor: 1000,
    now: () => 0,
    ...setup,
  });
  onTestFinished(() => queue.close());
  return queue;
}

const submit = (queue: TaskQueue, id: string): Promise<void> =>
  queue.submit({ id, owner: 'ann', settings: defaultSettings });

async function claim(queue: TaskQueue): Promise<Claim> {
  const claimed = await queue.claim(never);
  if (!claimed) throw new Error('There was nothing to claim.');
  return claimed;
}

test('tasks of every kind are there when the folder is opened again', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder);
  for (const id of ['done', 'failed', 'running', 'waiting']) await submit(first, id);
  await first.complete(await claim(first), result);
  await first.fail(await claim(first), ['broken']);
  const running = await claim(first);
  await first.close();

  const again = await open(folder);
  expect(await again.result('ann', 'done')).toEqual({ status: 'Completed', ...result });
  expect(await again.result('ann', 'failed')).toEqual({ status: 'Error', messages: ['broken'] });
  expect(await again.status('ann', 'waiting')).toEqual({ status: 'Pending' });
  expect(await again.counts()).toEqual({ pending: 2, processing: 0, finished: 2 });
  // Closing hands back what is at work, as if it had not been claimed.
  const next = await claim(again);
  expect(next).toMatchObject({ id: 'running', attempt: 1, settings: defaultSettings });
  expect(next.fence).toBeGreaterThan(running.fence);
  expect(await again.complete(running, result)).toBe(false);
});

test('limits count what was there before, and a lower limit is kept to', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder);
  for (const id of ['a', 'b', 'c', 'd', 'e']) await submit(first, id);
  for (let ended = 0; ended < 3; ended += 1) await first.complete(await claim(first), result);
  await first.close();

  const again = await open(folder, { maxPending: 2, maxFinished: 2 });
  await expect(submit(again, 'f')).rejects.toThrow(QueueFullError);
  expect(await again.purge()).toBe(1);
  expect(await again.status('ann', 'a')).toBeUndefined();
  await again.complete(await claim(again), result);
  expect(await again.status('ann', 'b')).toBeUndefined();
  expect(await again.status('ann', 'd')).toMatchObject({ status: 'Completed' });
});

test('a lifetime that was changed holds for results that are there', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder, { keepFor: 1000 });
  await submit(first, 'a');
  await first.complete(await claim(first), result);
  await first.close();
  const again = await open(folder, { keepFor: 10, now: () => 10 });
  expect(await again.status('ann', 'a')).toBeUndefined();
  expect(await again.purge()).toBe(1);
});

test('a write that fails takes no other of its group along', async () => {
  const queue = await open(await temporaryFolder());
  const submitted = await Promise.allSettled(['a', 'a', 'b'].map((id) => submit(queue, id)));
  expect(submitted.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await queue.counts()).toEqual({ pending: 2, processing: 0, finished: 0 });
});

test('a claim that is no longer waited for is handed back', async () => {
  const queue = await open(await temporaryFolder());
  await submit(queue, 'a');
  const stop = new AbortController();
  const claimed = queue.claim(stop.signal);
  stop.abort();
  expect(await claimed).toBeUndefined();
  expect(await claim(queue)).toMatchObject({ id: 'a', attempt: 1 });
});

test('what was asked for before closing is done', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder);
  const submitted = submit(first, 'a');
  const claimed = first.claim(never);
  await first.close();
  await submitted;
  expect(await claimed).toBeUndefined();
  expect(await claim(await open(folder))).toMatchObject({ id: 'a', attempt: 1 });
});

test('a full disk refuses all that came together, loses nothing, and is no reason to start anew', async () => {
  const queue = await open(await temporaryFolder(), { maxPages: 40 });
  const accepted: string[] = [];
  const fill = async (): Promise<unknown> => {
    for (;;) {
      const id = `task ${accepted.length}`;
      try {
        await submit(queue, id);
      } catch (error) {
        return error;
      }
      accepted.push(id);
    }
  };
  expect(await fill()).toBeInstanceOf(UnavailableError);
  const together = ['x', 'y', 'z'].flatMap((name) => Array.from({ length: 50 }, (_, n) => `${name}${n}`));
  const refused = await Promise.allSettled(together.map((id) => submit(queue, id)));
  for (const one of refused) expect(one).toMatchObject({ reason: { name: 'UnavailableError' } });
  for (const id of together) expect(await queue.status('ann', id)).toBeUndefined();
  for (const id of accepted) expect(await queue.status('ann', id)).toEqual({ status: 'Pending' });
  expect(await queue.counts()).toEqual({ pending: accepted.length, processing: 0, finished: 0 });

  for (const id of accepted.splice(accepted.length / 2)) expect(await queue.cancel('ann', id)).toBe(true);
  await submit(queue, 'there is room');
  expect(await claim(queue)).toMatchObject({ id: 'task 0' });
  await queue.check();
});

test('the disk is given back once results are purged', async () => {
  const folder = await temporaryFolder();
  let now = 0;
  const queue = await open(folder, { now: () => now });
  const large = { data: 'A'.repeat(100_000), warnings: [] };
  for (let ended = 0; ended < 100; ended += 1) {
    await submit(queue, `task ${ended}`);
    await queue.complete(await claim(queue), large);
  }
  const pages = (): number => {
    using database = new DatabaseSync(join(folder, 'tasks.sqlite'), { readOnly: true });
    return Number(database.prepare('PRAGMA page_count').get()?.page_count);
  };
  const before = pages();
  now = 1000;
  expect(await queue.purge()).toBe(100);
  // 4 MiB are kept for what comes next, and 10 MB were used.
  expect(before).toBeGreaterThan(2400);
  expect(pages()).toBeLessThan(1100);
});

test('a backup that is taken while tasks come in is whole', async () => {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const queue = await open(folder);
  await submit(queue, 'before');
  let taken = false;
  const takeBackup = async (): Promise<void> => {
    // In another process, as the README says; sqlite3 is not on every machine.
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(process.argv[1]);
      database.prepare('VACUUM INTO ?').run(process.argv[2]);`;
    const files = [join(folder, 'tasks.sqlite'), join(elsewhere, 'tasks.sqlite')];
    const child = spawn(process.execPath, ['--eval', script, ...files], { stdio: 'ignore' });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    taken = true;
  };
  const submitMeanwhile = async (): Promise<void> => {
    for (let count = 0; !taken; count += 1) await submit(queue, `task ${count}`);
  };
  await Promise.all([takeBackup(), submitMeanwhile()]);
  const copy = await open(elsewhere);
  expect(await copy.status('ann', 'before')).toEqual({ status: 'Pending' });
  await submit(copy, 'after');
});

test('a newer database is refused, with what to do, and left as it is', async () => {
  const folder = await temporaryFolder();
  await (await open(folder)).close();
  const newer = upgrades.length + 1;
  const database = new DatabaseSync(join(folder, 'tasks.sqlite'));
  database.exec(`PRAGMA user_version = ${newer}`);
  database.close();
  await expect(open(folder)).rejects.toMatchObject({
    code: 'data-unusable',
    message: expect.stringMatching(new RegExp(`version ${newer}.*choose another folder`)),
  });
  using after = new DatabaseSync(join(folder, 'tasks.sqlite'));
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: newer });
});

test('a database that was damaged is told as such', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder);
  for (let ended = 0; ended < 20; ended += 1) await submit(first, `task ${ended}`);
  await first.close();
  await using file = await openFile(join(folder, 'tasks.sqlite'), 'r+');
  // All but the first page, which has the schema.
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size - 4096, 'x'), 0, size - 4096, 4096);
  await expect(open(folder)).rejects.toMatchObject({
    code: 'data-unusable',
    message: expect.stringMatching(/malformed.*backup/),
  });
});
