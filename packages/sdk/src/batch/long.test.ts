import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { DetectRegions } from '../client.ts';
import type { Clock } from '../clock.ts';
// Otherwise loaded with the first refusal, which takes a while in which this file's clocks would run on.
import '../failure/index.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { png } from '../testing/images.ts';

const status = (taskStatus: 'Completed' | 'Pending'): Response =>
  Response.json({ id: 'task-1', taskStatus, responseStatusCode: 'Ok', results: [] });

/** No wait takes longer than its turn. */
const impatient: Clock = {
  now: () => 0,
  setTimeout: (callback, delay) => (delay < 10_000 ? setImmediate(callback) : undefined),
  clearTimeout: (handle) => clearImmediate(handle as NodeJS.Immediate | undefined),
};

it('keeps nothing of thousands of images that it is done with', { timeout: 60_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const clearUp = runInNewContext('gc') as () => void;
  const client = new DetectRegions({
    baseUrl: 'http://localhost',
    accessToken: 'mine',
    clock: impatient,
    fetch: async (_url, init) => (init?.method === 'POST' ? new Response('task-1') : status('Completed')),
  });
  const images = (function* () {
    for (let index = 0; index < 4_000; index++) yield { image: png(), held: new Uint8Array(1_000) };
  })();
  const heap: number[] = [];
  let count = 0;
  for await (const item of client.detectAll(images, { concurrency: 32, order: 'completed' })) {
    if (!item.ok) throw item.error;
    if (++count % 1_000 === 0) {
      clearUp();
      const { heapUsed, arrayBuffers } = memoryUsage();
      heap.push(heapUsed + arrayBuffers);
    }
  }
  // 3,000 more images with 1,000 bytes beside each would be more than 3 MB.
  const [quarter, , , all] = heap as [number, number, number, number];
  expect(all - quarter).toBeLessThan(1_000_000);
});

it('starts none for as long as the service asks, then fewer at a time', async () => {
  const clock = new FakeClock();
  const sent: number[] = [];
  const client = new DetectRegions({
    baseUrl: 'http://localhost',
    accessToken: 'mine',
    clock,
    fetch: async (_url, init) => {
      if (init?.method !== 'POST') return status('Completed');
      sent.push(clock.now());
      const refused = sent.length === 5;
      return refused
        ? new Response('{}', { status: 429, headers: { 'retry-after': '20' } })
        : new Response('task-1');
    },
  });
  const images = Array.from({ length: 40 }, () => png());
  let failed = 0;
  const reading = (async () => {
    for await (const item of client.detectAll(images, { concurrency: 4 })) failed += item.ok ? 0 : 1;
  })();
  let over = false;
  void reading.finally(() => {
    over = true;
  });
  while (!over) await clock.advance(1_000);
  await reading;
  expect(failed).toBe(0);
  expect(sent).toHaveLength(41);
  const refusedAt = sent[4] as number;
  // Three others are in flight at that moment; none is begun after it before the twenty seconds are over.
  const later = sent.slice(5).filter((at) => at > refusedAt);
  expect(Math.min(...later)).toBeGreaterThanOrEqual(refusedAt + 20_000);
});
