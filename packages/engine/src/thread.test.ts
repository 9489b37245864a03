import { getEventListeners } from 'node:events';
import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEngine, type Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { EngineOptions } from './options.ts';
import { oneThread } from './testing/one-thread.ts';
import { emptyPage, printParagraph, toPng } from './testing/printed-page.ts';
import { createEngineThread, engineThreadFrom } from './thread.ts';

vi.setConfig({ testTimeout: 60_000 });

let engine: Engine | undefined;
afterEach(() => engine?.close());

async function pageImage(): Promise<Uint8Array> {
  const page = emptyPage(1000, 300);
  printParagraph(page, 4, 46, 80, 40);
  return toPng(page);
}

describe('createEngineThread', () => {
  const shared = createEngineThread(oneThread);
  afterAll(() => shared.close());

  it('finds what the engine in the calling thread finds, and leaves the image as it was', async () => {
    const image = await pageImage();
    const before = Buffer.from(image);
    expect(shared.runtime).toBeUndefined();
    const local = createEngine(oneThread);
    const expected = await local.detect(image, { dsrMode: 'LineDetector' });
    await local.close();
    expect(await shared.detect(image, { dsrMode: 'LineDetector' })).toEqual(expected);
    expect(expected.regions).toHaveLength(4);
    expect(shared.runtime).toBe(local.runtime);
    expect(image).toEqual(before);
  });

  it('leaves the event loop free while it works', async () => {
    await shared.warmUp();
    const page = shared.detect(await pageImage());
    let turns = 0;
    let working = true;
    const counting = (async () => {
      while (working) {
        turns++;
        await new Promise(setImmediate);
      }
    })();
    await page;
    working = false;
    await counting;
    expect(turns).toBeGreaterThan(10);
  });

  it('passes errors of the engine on with code and field', async () => {
    await expect(shared.detect(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
      code: 'invalid-image',
      field: 'image',
    });
    const refused = shared.detect(await pageImage(), { dsrMode: 'Words' as 'Regions' });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-settings' });
    expect(() => createEngineThread({ threads: 0 })).toThrow(EngineError);
  });

  it('goes on with a fresh thread after an abort', async () => {
    const image = await pageImage();
    const controller = new AbortController();
    const aborted = shared.detect(image, {}, { signal: controller.signal });
    const reason = new Error('no longer wanted');
    controller.abort(reason);
    await expect(aborted).rejects.toMatchObject({ code: 'aborted', cause: reason });
    expect((await shared.detect(image)).regions).toHaveLength(1);
  });
});

describe('the thread, over a worker that misbehaves', () => {
  const start = (options: EngineOptions = {}): Engine =>
    engineThreadFrom(new URL('./testing/crashing-worker.ts', import.meta.url), options);
  const [exit, throwing, hanging] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
  const good = (height: number): Uint8Array => Uint8Array.of(height);

  it.each([
    ['exits', exit, 'The thread exited with code 7.'],
    ['throws', throwing, 'the worker threw'],
  ])('fails only the page on which the worker %s', async (_, bad, text) => {
    engine = start();
    const outcomes = await Promise.allSettled([
      engine.detect(good(10)),
      engine.detect(bad),
      engine.detect(good(20)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({
      reason: { code: 'crashed', cause: expect.objectContaining({ message: text }) },
    });
    expect(await engine.detect(good(30))).toMatchObject({ height: 30 });
  });

  it('ends work that would never end when it is aborted', async () => {
    engine = start();
    const controller = new AbortController();
    const stuck = engine.detect(hanging, {}, { signal: controller.signal });
    const next = engine.detect(good(10));
    controller.abort();
    await expect(stuck).rejects.toMatchObject({ code: 'aborted' });
    expect(await next).toMatchObject({ height: 10 });
  });

  it('ends work that takes longer than its time, and leaves the others theirs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    engine = start({ timeout: 5000 });
    const stuck = engine.detect(hanging);
    const next = engine.detect(good(10));
    vi.advanceTimersByTime(4999);
    expect(await Promise.race([stuck, 'at work'])).toBe('at work');
    vi.advanceTimersByTime(1);
    await expect(stuck).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('5 s') });
    expect(await next).toMatchObject({ height: 10 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes an aborted page out of the queue and leaves the others their turn', async () => {
    engine = start();
    const controller = new AbortController();
    const first = engine.detect(good(10));
    const second = engine.detect(hanging, {}, { signal: controller.signal });
    const third = engine.detect(good(30));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    expect([(await first).height, (await third).height]).toEqual([10, 30]);
  });

  it('ends work under way and refuses more once it is closed', async () => {
    engine = start();
    const outcomes = Promise.allSettled([engine.detect(hanging), engine.detect(good(10))]);
    await engine.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'closed' } });
    await expect(engine.detect(good(10))).rejects.toMatchObject({ code: 'closed' });
    await expect(engine.warmUp()).rejects.toMatchObject({ code: 'closed' });
  });

  it('leaves no listener on the signal of a page that is done', async () => {
    engine = start();
    const { signal } = new AbortController();
    await engine.detect(good(10), {}, { signal });
    await engine.detect(exit, {}, { signal }).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
