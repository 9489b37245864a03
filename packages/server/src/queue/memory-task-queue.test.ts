import { describeTaskQueue } from '../../test/describe-task-queue.ts';
import { MemoryTaskQueue } from './memory-task-queue.ts';

describeTaskQueue('MemoryTaskQueue', async (setup) => new MemoryTaskQueue(setup));
