import { once } from 'node:events';
import { defaultSettings } from '@detect-regions/spec';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { describeWithRedis } from '../../test/redis.ts';
import type { Claim, NewTask, TaskQueue, TaskResult } from '../queue/task-queue.ts';
import { openRedisTaskQueue } from './redis-task-queue.ts';
import { parseRedisUrl } from './redis-url.ts';

const never = new AbortController().signal;
const result: TaskResult = { data: 'W10=', warnings: [] };
const task = (id: string): NewTask => ({ id, owner: 'ann', settings: defaultSettings });

/** A process that shares a queue: here they are all in one. */
async function open(url: string, log: (event: string) => void = () => undefined): Promise<TaskQueue> {
  const queue = await openRedisTaskQueue({
    url,
    maxPending: 100,
    maxFinished: 100,
    keepFor: 60_000,
    now: Date.now,
    log: (_level, event) => log(event),
  });
  onTestFinished(() => queue.close());
  return queue;
}

async function claim(queue: TaskQueue): Promise<Claim> {
  const claimed = await queue.claim(never);
  if (!claimed) throw new Error('There was nothing to claim.');
  return claimed;
}

describeWithRedis('a queue on Redis that several share', (redis) => {
  /** The jobs of a queue and the commands of its Redis, past our own code. */
  function behind(url: string): { jobs: Queue; client: Redis; prefix: string } {
    const { port, prefix } = parseRedisUrl(url);
    const client = new Redis({ port, maxRetriesPerRequest: null });
    const jobs = new Queue('jobs', { connection: client, prefix });
    onTestFinished(async () => {
      await jobs.close();
      client.disconnect();
    });
    return { jobs, client, prefix };
  }

  test('what one takes in another does, and all can read', async () => {
    const url = redis.url();
    const [first, second, third] = [await open(url), await open(url), await open(url)];
    await first.submit(task('a'));
    expect(await second.status('ann', 'a')).toEqual({ status: 'Pending' });
    expect(await second.complete(await claim(second), result)).toBe(true);
    expect(await third.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
    expect(await third.status('bob', 'a')).toBeUndefined();
  });

  test('tasks are shared out, each once', async () => {
    const url = redis.url();
    const [first, second] = [await open(url), await open(url)];
    const ids = Array.from({ length: 20 }, (_, index) => `task-${index}`);
    const claims = ids.map((_, index) => claim(index % 2 ? first : second));
    await Promise.all(ids.map((id) => first.submit(task(id))));
    expect((await Promise.all(claims)).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('who asks for another prefix has another queue', async () => {
    const [ours, theirs] = [await open(redis.url()), await open(redis.url())];
    await ours.submit(task('a'));
    expect(await theirs.isOpen('a')).toBe(false);
  });

  test('what one cancels the other stops to work on', async () => {
    const url = redis.url();
    const [first, second] = [await open(url), await open(url)];
    await first.submit(task('a'));
    const claimed = await claim(second);
    const aborted = once(claimed.signal, 'abort');
    expect(await first.cancel('ann', 'a')).toBe(true);
    await aborted;
    expect(await second.complete(claimed, result)).toBe(false);
    await first.submit(task('b'));
    expect(await claim(second)).toMatchObject({ id: 'b' });
  });

  test('a cancellation that nobody was told of is found out by the renewal of the lock', async () => {
    const url = redis.url({ lockSeconds: '1' });
    const queue = await open(url);
    await queue.submit(task('a'));
    const claimed = await claim(queue);
    const { client, prefix } = behind(url);
    await client.del(`${prefix}:task:a`);
    await client.zrem(`${prefix}:processing`, 'a');
    if (!claimed.signal.aborted) await once(claimed.signal, 'abort');
    expect(await queue.complete(claimed, result)).toBe(false);
  });

  test('a task whose worker is gone is given to another, which is told that it is the second', async () => {
    const url = redis.url({ lockSeconds: '1' });
    const [first, second] = [await open(url), await open(url)];
    await first.submit(task('a'));
    const lost = await claim(first);
    await first.close();
    const held = await claim(second);
    expect(held).toMatchObject({ id: 'a', attempt: 2 });
    expect(held.fence).toBeGreaterThan(lost.fence);
    expect(await second.complete(lost, { data: 'wrong', warnings: [] })).toBe(false);
    expect(await second.complete(held, result)).toBe(true);
    expect(await second.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
  });

  test('a lock is renewed as long as the work takes', async () => {
    const url = redis.url({ lockSeconds: '2' });
    const [first, second] = [await open(url), await open(url)];
    await first.submit(task('a'));
    await first.submit(task('b'));
    const held = await claim(first);
    const next = await claim(second);
    await second.close();
    // It comes after the lock of the second has run out, by when that of the first would have, too.
    expect(await claim(first)).toMatchObject({ id: next.id, attempt: 2 });
    expect(held.signal.aborted).toBe(false);
    expect(await first.complete(held, result)).toBe(true);
  });

  test('a job that comes again after its task has ended is dropped', async () => {
    const url = redis.url();
    const queue = await open(url);
    await queue.submit(task('a'));
    await queue.complete(await claim(queue), result);
    const { jobs } = behind(url);
    await jobs.add('task', {}, { jobId: 'a' });
    await queue.submit(task('b'));
    expect(await claim(queue)).toMatchObject({ id: 'b' });
    expect(await jobs.getJob('a')).toBeUndefined();
    expect(await queue.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
  });

  test('a task that lost its job gets another', async () => {
    const url = redis.url();
    const events: string[] = [];
    const queue = await open(url, (event) => events.push(event));
    await queue.submit(task('a'));
    const { jobs } = behind(url);
    await jobs.remove('a');
    await queue.purge();
    await queue.purge();
    expect(events).toEqual(['queue.mended']);
    expect(await claim(queue)).toMatchObject({ id: 'a', attempt: 1 });
  });

  test('nothing of a task stays behind once it is forgotten', async () => {
    const url = redis.url();
    const queue = await open(url);
    await queue.submit(task('a'));
    await queue.complete(await claim(queue), result);
    await queue.submit(task('b'));
    await queue.cancel('ann', 'a');
    await queue.cancel('ann', 'b');
    const { client, prefix } = behind(url);
    expect((await client.keys(`${prefix}:*`)).filter((key) => /:[ab]\b/.test(key))).toEqual([]);
  });

  test('Redis itself forgets a result that nobody cleans up', async () => {
    const url = redis.url();
    const queue = await open(url);
    await queue.submit(task('a'));
    const { client, prefix } = behind(url);
    expect(await client.ttl(`${prefix}:task:a`)).toBe(-1);
    await queue.complete(await claim(queue), result);
    expect(await client.ttl(`${prefix}:task:a`)).toBeGreaterThan(60);
  });
});
