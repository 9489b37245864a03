import { describeTaskQueue } from '../../test/describe-task-queue.ts';
import { describeWithRedis } from '../../test/redis.ts';
import { openRedisTaskQueue } from './redis-task-queue.ts';

describeWithRedis('with Redis', (redis) => {
  describeTaskQueue('RedisTaskQueue', (setup) =>
    openRedisTaskQueue({ ...setup, url: redis.url(), log: () => undefined }),
  );
});
