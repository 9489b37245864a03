import { defaultSettings } from '@detect-regions/spec';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Claim,
  type NewTask,
  QueueClosedError,
  QueueFullError,
  type TaskQueue,
  type TaskResult,
} from '../src/queue/task-queue.ts';

/** How the queue under test has to be set up. */
export interface QueueSetup {
  readonly maxPending: number;
  readonly maxFinished: number;
  /** In milliseconds. */
  readonly keepFor: number;
  readonly now: () => number;
}

/**
 * What any task queue has to do.
 *
 * @param name - of the implementation
 * @param make - makes an empty queue
 */
export function describeTaskQueue(name: string, make: (setup: QueueSetup) => Promise<TaskQueue>): void {
  describe(`${name} is a task queue`, () => {
    const keepFor = 1000;
    let now: number;
    let queue: TaskQueue;

    beforeEach(async () => {
      now = 1_000_000;
      queue = await make({ maxPending: 3, maxFinished: 3, keepFor, now: () => now });
    });

    afterEach(() => queue.close());

    const task = (id: string, owner = 'ann'): NewTask => ({ id, owner, settings: defaultSettings });
    const result: TaskResult = { data: 'W10=', warnings: [] };
    const never = new AbortController().signal;

    const claim = async (): Promise<Claim> => {
      const claimed = await queue.claim(never);
      if (!claimed) throw new Error('There was nothing to claim.');
      return claimed;
    };

    const submitAndClaim = async (id: string): Promise<Claim> => {
      await queue.submit(task(id));
      return claim();
    };

    describe('a task', () => {
      test('is pending, then processing, then completed with its result', async () => {
        await queue.submit(task('a'));
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
        const claimed = await claim();
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Processing' });
        expect(await queue.complete(claimed, { data: 'W10=', warnings: ['small'] })).toBe(true);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Completed', warnings: ['small'] });
        expect(await queue.result('ann', 'a')).toEqual({
          status: 'Completed',
          data: 'W10=',
          warnings: ['small'],
        });
      });

      test('that fails tells why', async () => {
        const claimed = await submitAndClaim('a');
        expect(await queue.fail(claimed, ['broken'])).toBe(true);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Error', messages: ['broken'] });
        expect(await queue.result('ann', 'a')).toEqual({ status: 'Error', messages: ['broken'] });
      });

      test('comes to the worker as it was submitted', async () => {
        const settings = { ...defaultSettings, rotate: 90, dsrMode: 'LineDetector' as const };
        await queue.submit({ id: 'a', owner: 'ann', settings });
        expect(await claim()).toMatchObject({ id: 'a', settings, attempt: 1 });
      });

      test('does not exist for another client, who can not cancel it either', async () => {
        await queue.submit(task('a', 'ann'));
        expect(await queue.status('bob', 'a')).toBeUndefined();
        expect(await queue.result('bob', 'a')).toBeUndefined();
        expect(await queue.cancel('bob', 'a')).toBe(false);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
      });

      test('is open until it ends or is cancelled', async () => {
        expect(await queue.isOpen('a')).toBe(false);
        await queue.submit(task('a'));
        expect(await queue.isOpen('a')).toBe(true);
        const claimed = await claim();
        expect(await queue.isOpen('a')).toBe(true);
        await queue.complete(claimed, result);
        expect(await queue.isOpen('a')).toBe(false);
        await queue.submit(task('b'));
        await queue.cancel('ann', 'b');
        expect(await queue.isOpen('b')).toBe(false);
      });

      test.each(['nothing', '', '__proto__', 'constructor'])(
        'of the unknown id %j does not exist',
        async (id) => {
          expect(await queue.status('ann', id)).toBeUndefined();
          expect(await queue.result('ann', id)).toBeUndefined();
          expect(await queue.cancel('ann', id)).toBe(false);
        },
      );
    });

    describe('claims', () => {
      test('take the oldest task first, each once', async () => {
        for (const id of ['a', 'b', 'c']) await queue.submit(task(id));
        expect([await claim(), await claim(), await claim()].map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      });

      test('wait for a task', async () => {
        const claimed = queue.claim(never);
        await queue.submit(task('a'));
        expect(await claimed).toMatchObject({ id: 'a' });
      });

      test('that wait together share the tasks', async () => {
        const waiting = [queue.claim(never), queue.claim(never)];
        await queue.submit(task('a'));
        await queue.submit(task('b'));
        expect((await Promise.all(waiting)).map((one) => one?.id).sort()).toEqual(['a', 'b']);
      });

      test('that no longer wait take no task', async () => {
        const stop = new AbortController();
        const stopped = queue.claim(stop.signal);
        const waiting = queue.claim(never);
        stop.abort();
        await queue.submit(task('a'));
        expect(await stopped).toBeUndefined();
        expect(await waiting).toMatchObject({ id: 'a' });
        expect(await queue.claim(AbortSignal.abort())).toBeUndefined();
      });

      test('have growing fences', async () => {
        await queue.submit(task('a'));
        await queue.submit(task('b'));
        const [first, second] = [await claim(), await claim()];
        expect(second.fence).toBeGreaterThan(first.fence);
        await queue.release(first);
        expect((await claim()).fence).toBeGreaterThan(second.fence);
      });

      test('that were handed back go to the head of the queue, and do not count', async () => {
        const first = await submitAndClaim('a');
        await queue.submit(task('b'));
        expect(await queue.release(first)).toBe(true);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
        expect(await claim()).toMatchObject({ id: 'a', attempt: 1 });
        expect(await claim()).toMatchObject({ id: 'b', attempt: 1 });
      });

      test.each(['complete', 'fail', 'release'] as const)('that were lost can not %s', async (end) => {
        const lost = await submitAndClaim('a');
        await queue.release(lost);
        const held = await claim();
        const ends = {
          complete: () => queue.complete(lost, { data: 'wrong', warnings: [] }),
          fail: () => queue.fail(lost, ['wrong']),
          release: () => queue.release(lost),
        };
        expect(await ends[end]()).toBe(false);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Processing' });
        expect(await queue.complete(held, result)).toBe(true);
        expect(await ends[end]()).toBe(false);
        expect(await queue.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
      });

      test('end a task once', async () => {
        const claimed = await submitAndClaim('a');
        expect(await queue.complete(claimed, result)).toBe(true);
        expect(await queue.complete(claimed, { data: 'wrong', warnings: [] })).toBe(false);
        expect(await queue.fail(claimed, ['wrong'])).toBe(false);
        expect(await queue.result('ann', 'a')).toEqual({ status: 'Completed', ...result });
      });
    });

    describe('cancelling', () => {
      test('takes a waiting task out of the queue', async () => {
        await queue.submit(task('a'));
        await queue.submit(task('b'));
        expect(await queue.cancel('ann', 'a')).toBe(true);
        expect(await queue.status('ann', 'a')).toBeUndefined();
        expect(await claim()).toMatchObject({ id: 'b' });
      });

      test('aborts the work on a task, whose end then does not count', async () => {
        const claimed = await submitAndClaim('a');
        expect(claimed.signal.aborted).toBe(false);
        expect(await queue.cancel('ann', 'a')).toBe(true);
        expect(claimed.signal.aborted).toBe(true);
        expect(await queue.complete(claimed, result)).toBe(false);
        expect(await queue.status('ann', 'a')).toBeUndefined();
        expect(await queue.counts()).toEqual({ pending: 0, processing: 0, finished: 0 });
      });

      test('forgets a result', async () => {
        await queue.complete(await submitAndClaim('a'), result);
        expect(await queue.cancel('ann', 'a')).toBe(true);
        expect(await queue.result('ann', 'a')).toBeUndefined();
        expect(await queue.cancel('ann', 'a')).toBe(false);
      });
    });

    describe('keeping results', () => {
      test('they are there for their time, counted from the end of the task, and then gone', async () => {
        const claimed = await submitAndClaim('a');
        now += 5 * keepFor;
        await queue.complete(claimed, result);
        now += keepFor - 1;
        expect(await queue.result('ann', 'a')).toMatchObject({ status: 'Completed' });
        now += 1;
        expect(await queue.result('ann', 'a')).toBeUndefined();
        expect(await queue.status('ann', 'a')).toBeUndefined();
      });

      test('tasks that wait or run do not expire', async () => {
        await submitAndClaim('a');
        await queue.submit(task('b'));
        now += 100 * keepFor;
        expect(await queue.purge()).toBe(0);
        expect(await queue.status('ann', 'a')).toEqual({ status: 'Processing' });
        expect(await queue.status('ann', 'b')).toEqual({ status: 'Pending' });
      });

      test('a purge drops what has expired, and nothing else', async () => {
        await queue.complete(await submitAndClaim('a'), result);
        await queue.fail(await submitAndClaim('b'), ['broken']);
        now += keepFor / 2;
        await queue.complete(await submitAndClaim('c'), result);
        now += keepFor / 2;
        expect(await queue.purge()).toBe(2);
        expect(await queue.purge()).toBe(0);
        expect(await queue.counts()).toEqual({ pending: 0, processing: 0, finished: 1 });
        expect(await queue.result('ann', 'c')).toMatchObject({ status: 'Completed' });
      });

      test('when there are too many, the one that ended first goes', async () => {
        for (const id of ['a', 'b', 'c', 'd']) await queue.complete(await submitAndClaim(id), result);
        expect(await queue.result('ann', 'a')).toBeUndefined();
        expect(await queue.result('ann', 'b')).toMatchObject({ status: 'Completed' });
        expect(await queue.counts()).toMatchObject({ finished: 3 });
      });
    });

    describe('limits', () => {
      test('a queue that is full takes no more, until one is claimed', async () => {
        for (const id of ['a', 'b', 'c']) await queue.submit(task(id));
        await expect(queue.submit(task('d'))).rejects.toThrow(QueueFullError);
        expect(await queue.status('ann', 'd')).toBeUndefined();
        await claim();
        await queue.submit(task('d'));
        expect(await queue.status('ann', 'd')).toEqual({ status: 'Pending' });
      });

      test('tasks that are submitted at the same time can not get past the limit', async () => {
        const submitted = await Promise.allSettled(
          ['a', 'b', 'c', 'd', 'e'].map((id) => queue.submit(task(id))),
        );
        expect(submitted.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
        expect(await queue.counts()).toMatchObject({ pending: 3 });
      });

      test('a queue tells whether it has room', async () => {
        for (const id of ['a', 'b', 'c']) {
          expect(await queue.hasRoom()).toBe(true);
          await queue.submit(task(id));
        }
        expect(await queue.hasRoom()).toBe(false);
        await queue.cancel('ann', 'a');
        expect(await queue.hasRoom()).toBe(true);
      });

      test('counts tell how many tasks there are of each kind', async () => {
        await queue.complete(await submitAndClaim('a'), result);
        await submitAndClaim('b');
        await queue.submit(task('c'));
        await queue.submit(task('d'));
        expect(await queue.counts()).toEqual({ pending: 2, processing: 1, finished: 1 });
      });
    });

    test('a queue that can be reached passes its check', async () => {
      await queue.check();
    });

    test('closing ends waits and aborts work; later calls reject', async () => {
      const claimed = await submitAndClaim('a');
      const waiting = queue.claim(never);
      await queue.close();
      expect(await waiting).toBeUndefined();
      expect(claimed.signal.aborted).toBe(true);
      await expect(queue.submit(task('b'))).rejects.toThrow(QueueClosedError);
      await expect(queue.claim(never)).rejects.toThrow(QueueClosedError);
      await expect(queue.status('ann', 'a')).rejects.toThrow(QueueClosedError);
      await expect(queue.check()).rejects.toThrow(QueueClosedError);
      await queue.close();
    });
  });
}
