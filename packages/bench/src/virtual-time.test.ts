import { expect, test } from 'vitest';
import { VirtualTime } from './virtual-time.ts';

test('hours pass in the order of the timers, without waiting', async () => {
  const time = new VirtualTime();
  const seen: number[] = [];
  const until = (delay: number): Promise<void> =>
    new Promise((resolve) => {
      time.setTimeout(() => {
        seen.push(time.now());
        resolve();
      }, delay);
    });
  const cleared = time.setTimeout(() => seen.push(-1), 10);
  time.clearTimeout(cleared);
  await time.during(Promise.all([until(7_200_000), until(5).then(() => until(20))]));
  expect(seen).toEqual([5, 25, 7_200_000]);
});

test('work that fails, or waits for something else, ends with an error', async () => {
  const time = new VirtualTime();
  await expect(time.during(Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(time.during(new Promise(() => {}))).rejects.toThrow('Nothing is left to happen');
});
