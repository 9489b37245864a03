import { expect, test, vi } from 'vitest';
import { MemoryTaskQueue } from '../queue/memory-task-queue.ts';
import { MemoryImageStore } from '../storage/memory-image-store.ts';
import { Readiness, type ReadinessOptions } from './readiness.ts';

function setUp(options: Partial<ReadinessOptions> = {}) {
  const log = vi.fn();
  const readiness = new Readiness({
    queue: new MemoryTaskQueue({ maxPending: 1, maxFinished: 1, keepFor: 1, now: Date.now }),
    images: new MemoryImageStore(1, Date.now),
    warmedUp: Promise.resolve(),
    stopping: new AbortController().signal,
    log,
    ...options,
  });
  return { readiness, log };
}

test('all parts are well', async () => {
  const { readiness, log } = setUp();
  expect(await readiness.report()).toEqual({
    ready: true,
    parts: { service: 'ok', queue: 'ok', images: 'ok', engine: 'ok' },
  });
  expect(log).not.toHaveBeenCalled();
});

test('a queue that can not be used is told, and why is in the log alone', async () => {
  const queue = new MemoryTaskQueue({ maxPending: 1, maxFinished: 1, keepFor: 1, now: Date.now });
  await queue.close();
  const { readiness, log } = setUp({ queue });
  const report = await readiness.report();
  expect(report).toMatchObject({ ready: false, parts: { queue: 'failed', images: 'ok' } });
  expect(log).toHaveBeenCalledExactlyOnceWith('warn', 'part.unavailable', {
    part: 'queue',
    error: 'QueueClosedError: The queue is closed.',
  });
});

test('a part that does not answer is not waited for', async () => {
  const hangs = { check: () => new Promise<void>(() => undefined) };
  const { readiness, log } = setUp({ images: hangs, timeLimit: 1 });
  expect(await readiness.report()).toMatchObject({ ready: false, parts: { queue: 'ok', images: 'failed' } });
  expect(log).toHaveBeenCalledExactlyOnceWith(
    'warn',
    'part.unavailable',
    expect.objectContaining({ part: 'images' }),
  );
});

test('who asks often does not make the parts work', async () => {
  const check = vi.fn(async () => undefined);
  const { readiness } = setUp({ images: { check } });
  await Promise.all([readiness.report(), readiness.report()]);
  await readiness.report();
  expect(check).toHaveBeenCalledOnce();
});

test('a stop and an engine that fails are told at once', async () => {
  const stopping = new AbortController();
  const warmedUp = Promise.withResolvers<void>();
  const { readiness } = setUp({ stopping: stopping.signal, warmedUp: warmedUp.promise });
  expect(await readiness.report()).toMatchObject({ ready: false, parts: { engine: 'starting' } });
  warmedUp.reject(new Error('no model'));
  stopping.abort();
  await warmedUp.promise.catch(() => undefined);
  expect((await readiness.report()).parts).toMatchObject({ service: 'stopping', engine: 'failed' });
});
