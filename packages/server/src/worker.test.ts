import { defaultSettings } from '@detect-regions/spec';
import { expect, onTestFinished, test, vi } from 'vitest';
import { GatedEngine } from '../test/gated-engine.ts';
import type { LogEntry } from './log.ts';
import { MemoryTaskQueue } from './queue/memory-task-queue.ts';
import type { Claim, TaskQueue } from './queue/task-queue.ts';
import { MemoryImageStore } from './storage/memory-image-store.ts';
import { UnavailableError } from './unavailable-error.ts';
import { type DetectionResult, startWorker, type WorkerOptions } from './worker.ts';

const setup = { maxPending: 10, maxFinished: 10, keepFor: 1000, now: () => 0 };

/** A queue whose first claim fails, as one behind a network may. */
class QueueThatFailsOnce extends MemoryTaskQueue {
  #failed = false;

  override async claim(signal: AbortSignal): Promise<Claim | undefined> {
    if (this.#failed) return super.claim(signal);
    this.#failed = true;
    throw new Error('no connection');
  }
}

/** A queue whose disk is full when a task ends. */
class QueueThatIsFullOnce extends MemoryTaskQueue {
  #full = true;

  override async complete(...parameters: Parameters<TaskQueue['complete']>): Promise<boolean> {
    if (!this.#full) return super.complete(...parameters);
    this.#full = false;
    throw new UnavailableError('The disk is full.');
  }
}

/** A queue whose tasks were claimed three times by workers that are no more. */
class QueueOfLostWorkers extends MemoryTaskQueue {
  override async claim(signal: AbortSignal): Promise<Claim | undefined> {
    const claimed = await super.claim(signal);
    return claimed && { ...claimed, attempt: claimed.attempt + 3 };
  }
}

/** An engine that never answers, and hears of no abort. */
class DeafEngine extends GatedEngine {
  override detect(...[image, settings]: Parameters<GatedEngine['detect']>): Promise<DetectionResult> {
    return super.detect(image, settings);
  }
}

/** A store that answers when the test says so. */
class SlowImages extends MemoryImageStore {
  readonly asked = Promise.withResolvers<void>();
  readonly answered = Promise.withResolvers<void>();

  override async get(id: string): Promise<Uint8Array | undefined> {
    this.asked.resolve();
    await this.answered.promise;
    return super.get(id);
  }
}

async function setUp(
  queue: TaskQueue = new MemoryTaskQueue(setup),
  { pauseAfterFailure = 1, engine = new GatedEngine(), images = new MemoryImageStore(1000, Date.now) } = {},
) {
  const events: LogEntry['event'][] = [];
  const log = (_: LogEntry['level'], event: string): void => {
    events.push(event);
  };
  const start = (more: Partial<WorkerOptions> = {}) => {
    const worker = startWorker({
      queue,
      images,
      engine,
      concurrency: 1,
      log,
      taskTimeout: 300_000,
      pauseAfterFailure,
      ...more,
    });
    onTestFinished(() => worker.stop());
    return worker;
  };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array([1, 2, 3]);
  }
  const submit = async (id: string): Promise<void> => {
    await images.put(id, bytes());
    await queue.submit({ id, owner: 'ann', settings: defaultSettings });
  };
  return { queue, images, engine, events, start, submit };
}

test('a worker that is stopped hands its task back, and the next one does it', async () => {
  const { queue, images, engine, start, submit } = await setUp();
  await submit('a');
  const first = start();
  const { signal } = await engine.next();
  await first.stop();
  expect(signal?.aborted).toBe(true);
  expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
  expect(await images.get('a')).toBeDefined();
  start();
  (await engine.next()).finish();
  await vi.waitFor(async () => expect(await queue.status('ann', 'a')).toMatchObject({ status: 'Completed' }));
});

test('an image is dropped once its task has ended, well or badly', async () => {
  const { queue, images, engine, start, submit } = await setUp();
  start();
  for (const end of ['finish', 'fail'] as const) {
    await submit(end);
    (await engine.next())[end](undefined);
    await vi.waitFor(async () => expect(await images.get(end)).toBeUndefined());
  }
  expect(await queue.counts()).toEqual({ pending: 0, processing: 0, finished: 2 });
});

test('a task whose image is lost fails, and the next one is done', async () => {
  const { queue, engine, start, submit } = await setUp();
  await queue.submit({ id: 'lost', owner: 'ann', settings: defaultSettings });
  await submit('b');
  start();
  (await engine.next()).finish();
  await vi.waitFor(async () => expect(await queue.status('ann', 'b')).toMatchObject({ status: 'Completed' }));
  expect(await queue.status('ann', 'lost')).toEqual({
    status: 'Error',
    messages: ['The service failed on this image.'],
  });
});

test('a queue that fails is asked again after a while', async () => {
  const { queue, engine, events, start, submit } = await setUp(new QueueThatFailsOnce(setup));
  await submit('a');
  start();
  (await engine.next()).finish();
  expect(events).toContain('worker.failed');
  await vi.waitFor(async () => expect(await queue.status('ann', 'a')).toMatchObject({ status: 'Completed' }));
});

test('a result is kept until the queue can take it', async () => {
  const { queue, images, engine, events, start, submit } = await setUp(new QueueThatIsFullOnce(setup));
  await submit('a');
  start();
  (await engine.next()).finish();
  await vi.waitFor(async () => expect(await queue.status('ann', 'a')).toMatchObject({ status: 'Completed' }));
  expect(events).toContain('worker.waits');
  await vi.waitFor(async () => expect(await images.get('a')).toBeUndefined());
});

test('a task that took its worker down too often is given up', async () => {
  const { queue, start, submit } = await setUp(new QueueOfLostWorkers(setup));
  await submit('a');
  start();
  await vi.waitFor(async () =>
    expect(await queue.status('ann', 'a')).toEqual({
      status: 'Error',
      messages: ['The service failed on this image.'],
    }),
  );
});

test('a worker that waits after a failure of the queue can be stopped', async () => {
  const { queue, events, start } = await setUp(new MemoryTaskQueue(setup), { pauseAfterFailure: 1_000_000 });
  await queue.close();
  const worker = start();
  await vi.waitFor(() => expect(events).toContain('worker.failed'));
  await worker.stop();
});

test('an engine that hangs loses its task, not the worker', async () => {
  const { queue, engine, start, submit } = await setUp(undefined, { engine: new DeafEngine() });
  await submit('a');
  await submit('b');
  const second = engine
    .next()
    .then(() => engine.next())
    .then((call) => call.finish());
  start({ taskTimeout: 20 });
  await second;
  await vi.waitFor(async () =>
    expect(await queue.status('ann', 'a')).toEqual({
      status: 'Error',
      messages: ['The service failed on this image.'],
    }),
  );
  await vi.waitFor(async () => expect(await queue.status('ann', 'b')).toMatchObject({ status: 'Completed' }));
});

test('a worker whose engine hangs can be stopped, and hands the task back', async () => {
  const { queue, engine, start, submit } = await setUp(undefined, { engine: new DeafEngine() });
  await submit('a');
  const worker = start();
  await engine.next();
  await worker.stop();
  expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
});

test('a worker that is stopped while it gets an image hands the task back, and does not begin with it', async () => {
  const images = new SlowImages(1000, Date.now);
  const { queue, engine, start, submit } = await setUp(undefined, { images });
  await submit('a');
  const worker = start();
  await images.asked.promise;
  const stopped = worker.stop();
  images.answered.resolve();
  await stopped;
  expect(engine.calls).toEqual([]);
  expect(await queue.status('ann', 'a')).toEqual({ status: 'Pending' });
});
