import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { inspect } from 'node:util';
import { defaultSettings } from '@detect-regions/spec';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { firstCertificate } from '../../test/certificates.ts';
import { describeWithRedis, type RedisServer } from '../../test/redis.ts';
import type { NewTask, TaskQueue, TaskResult } from '../queue/task-queue.ts';
import { openRedisTaskQueue, type RedisTaskQueueOptions } from './redis-task-queue.ts';

const never = new AbortController().signal;
const result: TaskResult = { data: 'W10=', warnings: [] };
const task = (id: string): NewTask => ({ id, owner: 'ann', settings: defaultSettings });

interface Noted {
  readonly event: string;
  readonly particulars: Readonly<Record<string, unknown>>;
}

async function open(
  url: string,
  options: Partial<RedisTaskQueueOptions> = {},
): Promise<{ queue: TaskQueue; log: Noted[] }> {
  const log: Noted[] = [];
  const queue = await openRedisTaskQueue({
    url,
    maxPending: 100,
    maxFinished: 100,
    keepFor: 60_000,
    now: Date.now,
    log: (_level, event, particulars = {}) => log.push({ event, particulars }),
    ...options,
  });
  onTestFinished(() => queue.close());
  return { queue, log };
}

/** Waits until Redis is back. */
function recovered(queue: TaskQueue): Promise<void> {
  return expect
    .poll(
      () =>
        queue.check().then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
}

async function admin(redis: RedisServer): Promise<Redis> {
  const client = new Redis({ port: redis.port });
  onTestFinished(() => client.disconnect());
  return client;
}

describeWithRedis(
  'a queue whose Redis goes away',
  (redis) => {
    test('is not available meanwhile, and loses nothing', async () => {
      const { queue, log } = await open(redis.url());
      await queue.submit(task('a'));
      await queue.submit(task('b'));
      const held = await queue.claim(never);
      if (!held) throw new Error('There was nothing to claim.');
      await redis.kill();
      const away = { name: 'UnavailableError' };
      await expect(queue.submit(task('c'))).rejects.toMatchObject(away);
      await expect(queue.hasRoom()).rejects.toMatchObject(away);
      await expect(queue.status('ann', 'a')).rejects.toMatchObject(away);
      await expect(queue.result('ann', 'a')).rejects.toMatchObject(away);
      await expect(queue.cancel('ann', 'a')).rejects.toMatchObject(away);
      await expect(queue.isOpen('a')).rejects.toMatchObject(away);
      await expect(queue.purge()).rejects.toMatchObject(away);
      await expect(queue.counts()).rejects.toMatchObject(away);
      await expect(queue.check()).rejects.toMatchObject(away);
      await expect(queue.complete(held, result)).rejects.toMatchObject(away);
      const claimed = queue.claim(never);
      await redis.start();
      await recovered(queue);
      expect(await claimed).toMatchObject({ id: 'b', attempt: 1 });
      expect(held.signal.aborted).toBe(false);
      expect(await queue.complete(held, result)).toBe(true);
      expect(await queue.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
      expect(log.map(({ event }) => event)).toEqual(['redis.lost', 'redis.back']);
    });

    test('tells so within its time limit when Redis hangs', async () => {
      const { queue } = await open(redis.url(), { commandTimeout: 50 });
      redis.hang();
      onTestFinished(() => redis.goOn());
      await expect(queue.submit(task('a'))).rejects.toMatchObject({ name: 'UnavailableError' });
      redis.goOn();
      await recovered(queue);
    });

    test('that is closed is not told as lost', async () => {
      const { queue, log } = await open(redis.url());
      await queue.close();
      await (await open(redis.url())).queue.check();
      expect(log).toEqual([]);
    });

    test('can be closed while it waits for Redis', async () => {
      const { queue } = await open(redis.url());
      const claimed = queue.claim(never);
      await redis.kill();
      await expect(queue.check()).rejects.toMatchObject({ name: 'UnavailableError' });
      await queue.close();
      expect(await claimed).toBeUndefined();
      await redis.start();
    });

    test('takes no more while Redis is full, but still forgets', async () => {
      let now = 0;
      const { queue } = await open(redis.url(), { now: () => now });
      await queue.submit(task('ended'));
      const ended = await queue.claim(never);
      if (ended) await queue.complete(ended, result);
      now += 60_000;
      await queue.submit(task('a'));
      const client = await admin(redis);
      await client.config('SET', 'maxmemory', '1');
      onTestFinished(async () => {
        await client.config('SET', 'maxmemory', '0');
      });
      await expect(queue.submit(task('b'))).rejects.toMatchObject({
        name: 'UnavailableError',
        cause: expect.objectContaining({ message: expect.stringContaining('OOM') }),
      });
      await expect(queue.check()).rejects.toMatchObject({ name: 'UnavailableError' });
      expect(await queue.purge()).toBe(1);
      expect(await queue.cancel('ann', 'a')).toBe(true);
      await client.config('SET', 'maxmemory', '0');
      await queue.submit(task('b'));
      expect(await queue.claim(never)).toMatchObject({ id: 'b' });
    });

    test('goes on once what became a replica is a primary again', async () => {
      const { queue } = await open(redis.url());
      const client = await admin(redis);
      await client.replicaof('127.0.0.1', 1);
      onTestFinished(async () => {
        await client.replicaof('NO', 'ONE');
      });
      await expect(queue.submit(task('a'))).rejects.toMatchObject({ name: 'UnavailableError' });
      await client.replicaof('NO', 'ONE');
      await recovered(queue);
    });

    test('a Redis that comes up a little later is waited for', async () => {
      const url = redis.url();
      await redis.kill();
      const opened = open(url);
      await redis.start();
      const { queue } = await opened;
      await queue.check();
    });

    test('what loses tasks is warned of', async () => {
      const client = await admin(redis);
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru', 'appendonly', 'no');
      onTestFinished(async () => {
        await client.config('SET', 'maxmemory-policy', 'noeviction', 'appendonly', 'yes');
      });
      const { log } = await open(redis.url());
      expect(log.map(({ event }) => event)).toEqual(['redis.evicts', 'redis.forgets']);
    });
  },
  { appendfsync: 'always' },
);

describeWithRedis(
  'a Redis that wants a password',
  (redis) => {
    test('is opened with it', async () => {
      const { queue } = await open(redis.url().replace('redis://', 'redis://:hunter2@'));
      await queue.check();
    });

    test('is refused at once without it, and nothing tells the one that was tried', async () => {
      const url = redis.url().replace('redis://', 'redis://:hunter3@');
      const refused = await open(url).catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: 'ServerError', code: 'queue-unreachable' });
      expect(inspect(refused, { depth: 9 })).not.toContain('hunter3');
    });
  },
  { args: ['--requirepass', 'hunter2'] },
);

test('a Redis whose certificate nobody vouches for is refused at once', async () => {
  const server = createServer(firstCertificate).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await expect(open(`rediss://127.0.0.1:${port}`)).rejects.toMatchObject({
    code: 'queue-unreachable',
    message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
});
