import { describeClockChanges } from '../../test/describe-clock-changes.ts';
import { describeTaskQueue, type QueueSetup } from '../../test/describe-task-queue.ts';
import { describeWithRedis } from '../../test/redis.ts';
import type { TaskQueue } from '../queue/task-queue.ts';
import { openRedisTaskQueue } from './redis-task-queue.ts';

describeWithRedis('with Redis', (redis) => {
  const make = (setup: QueueSetup): Promise<TaskQueue> =>
    openRedisTaskQueue({ ...setup, url: redis.url(), log: () => undefined });

  describeTaskQueue('RedisTaskQueue', make);
  describeClockChanges('RedisTaskQueue', make);
});
