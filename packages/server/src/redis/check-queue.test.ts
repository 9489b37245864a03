import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { describeWithRedis } from '../../test/redis.ts';
import { checkQueue } from './check-queue.ts';
import { parseRedisUrl } from './redis-url.ts';

describeWithRedis('a look at a Redis', (redis) => {
  test('says where it is and what may lose tasks, and leaves nothing', async () => {
    const url = redis.url();
    const { host, port } = parseRedisUrl(url);
    const client = new Redis({ host, port });
    try {
      const before = await client.dbsize();
      expect(await checkQueue(url)).toEqual({ where: `${host}:${port}`, warnings: [] });
      await client.config('SET', 'appendonly', 'no', 'maxmemory-policy', 'allkeys-lru');
      const { warnings } = await checkQueue(url);
      expect(warnings).toEqual([
        'A Redis that is full drops tasks: set maxmemory-policy to noeviction.',
        'A Redis that is restarted loses tasks: set appendonly to yes.',
      ]);
      expect(await client.dbsize()).toBe(before);
    } finally {
      // The tests of this file alone have this Redis; those behind want it as it was.
      await client.config('SET', 'appendonly', 'yes', 'maxmemory-policy', 'noeviction');
      client.disconnect();
    }
  });
});

test('a URL that makes no sense is told without what stands in it', async () => {
  const refused = checkQueue('redis://:hush@host:6379/x');
  await expect(refused).rejects.toMatchObject({ code: 'invalid-options' });
  await expect(refused).rejects.not.toThrow(/hush/);
});
