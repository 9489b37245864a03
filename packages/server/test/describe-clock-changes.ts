import { defaultSettings } from '@detect-regions/spec';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TaskQueue } from '../src/queue/task-queue.ts';
import type { QueueSetup } from './describe-task-queue.ts';

/**
 * What a task queue does whose results age by the clock of its machine, when that clock is set.
 *
 * @param name - of the implementation
 * @param make - makes an empty queue
 */
export function describeClockChanges(name: string, make: (setup: QueueSetup) => Promise<TaskQueue>): void {
  describe(`${name}, when the clock is set`, () => {
    const keepFor = 1000;
    const year = 365 * 24 * 3_600_000;

    async function setUp() {
      const clock = { now: 10 * year };
      const queue = await make({ maxPending: 9, maxFinished: 2, keepFor, now: () => clock.now });
      onTestFinished(() => queue.close());
      const end = async (id: string): Promise<void> => {
        await queue.submit({ id, owner: 'ann', settings: defaultSettings });
        const claim = await queue.claim(new AbortController().signal);
        if (claim) await queue.complete(claim, { data: 'W10=', warnings: [] });
      };
      const isKept = async (id: string): Promise<boolean> => (await queue.result('ann', id)) !== undefined;
      return { clock, queue, end, isKept };
    }

    test('back, results are kept, and for no longer than their time from the next purge on', async () => {
      const { clock, queue, end, isKept } = await setUp();
      await end('a');
      clock.now -= year;
      expect(await isKept('a')).toBe(true);
      expect(await queue.purge()).toBe(0);
      clock.now += keepFor - 1;
      expect(await queue.purge()).toBe(0);
      expect(await isKept('a')).toBe(true);
      clock.now += 1;
      expect(await isKept('a')).toBe(false);
      await queue.purge();
      expect(await queue.counts()).toMatchObject({ finished: 0 });
    });

    test('back, it is still the one that ended first that makes room for others', async () => {
      const { clock, end, isKept } = await setUp();
      await end('first');
      await end('second');
      clock.now -= year;
      await end('third');
      expect([await isKept('first'), await isKept('second'), await isKept('third')]).toEqual([
        false,
        true,
        true,
      ]);
    });

    test('forward, results age by as much, and those that end later have their full time', async () => {
      const { clock, queue, end, isKept } = await setUp();
      await end('before');
      clock.now += year;
      expect(await isKept('before')).toBe(false);
      await end('after');
      await queue.purge();
      expect(await queue.counts()).toMatchObject({ finished: 1 });
      clock.now += keepFor - 1;
      expect(await isKept('after')).toBe(true);
    });

    test('tasks that wait or are at work do not care', async () => {
      const { clock, queue } = await setUp();
      for (const id of ['a', 'b']) await queue.submit({ id, owner: 'ann', settings: defaultSettings });
      await queue.claim(new AbortController().signal);
      for (const change of [year, -2 * year]) {
        clock.now += change;
        expect(await queue.purge()).toBe(0);
        expect(await queue.counts()).toEqual({ pending: 1, processing: 1, finished: 0 });
      }
    });
  });
}
