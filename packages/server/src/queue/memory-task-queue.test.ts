import { describeClockChanges } from '../../test/describe-clock-changes.ts';
import { describeTaskQueue } from '../../test/describe-task-queue.ts';
import { MemoryTaskQueue } from './memory-task-queue.ts';

describeTaskQueue('MemoryTaskQueue', async (setup) => new MemoryTaskQueue(setup));
describeClockChanges('MemoryTaskQueue', async (setup) => new MemoryTaskQueue(setup));
