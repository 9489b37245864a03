import { defaultSettings } from '@detect-regions/spec';
import { expect, onTestFinished, test, vi } from 'vitest';
import { GatedEngine } from '../test/gated-engine.ts';
import { EngineWork } from './engine-work.ts';
import { MemoryTaskQueue } from './queue/memory-task-queue.ts';
import { MemoryImageStore } from './storage/memory-image-store.ts';
import { Metrics } from './watch/metrics.ts';

test('a task may take as long as the limit of a page allows, and some more, before its engine counts as hanging', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const queue = new MemoryTaskQueue({ maxPending: 1, maxFinished: 1, keepFor: 1e9, now: () => 0 });
  const images = new MemoryImageStore(1, () => 0);
  const engine = new GatedEngine();
  const metrics = new Metrics();
  const stopping = new AbortController();
  const tenMinutes = { pixels: 1, pageSeconds: 600 };
  const work = new EngineWork({
    queue,
    images,
    engine,
    limits: tenMinutes,
    concurrency: 1,
    metrics,
    stopping: stopping.signal,
    log: () => undefined,
  });
  onTestFinished(async () => {
    await work.stop();
    metrics.close();
  });
  await images.put(
    'a',
    (async function* () {
      yield new Uint8Array(1);
    })(),
  );
  await queue.submit({ id: 'a', owner: 'ann', settings: defaultSettings });
  work.start();
  await engine.next();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(await queue.status('ann', 'a')).toEqual({ status: 'Processing' });
  await vi.advanceTimersByTimeAsync(2_400_000);
  expect(await queue.status('ann', 'a')).toMatchObject({ status: 'Error' });
});
