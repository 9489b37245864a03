import { describe, expect, it } from 'vitest';
import * as errors from './errors/index.ts';
import { png } from './testing/images.ts';
import { completed, failed, pending, strange, unknown } from './testing/loopback.ts';
import { client, events, service, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

describe('a task', () => {
  it('says how it stands, without its regions', async () => {
    expect(await client().task('task-1').status()).toEqual({
      status: 'completed',
      taskId: 'task-1',
      warnings: [],
    });
    expect(service.count('getTaskStatus')).toBe(1);
    service.answer('getTaskStatus', strange);
    expect(await client().task('task-1').status()).toMatchObject({
      status: 'unknown',
      wireStatus: 'Archiving',
    });
  });

  it('has no result until it has ended', async () => {
    service.answer('getDetectRegions', pending, completed);
    const task = await client().submit(png());
    expect(await task.result()).toBeNull();
    expect(await task.result()).toMatchObject({ status: 'completed', width: 1, height: 1 });
  });

  it.each([
    ['failed', failed],
    ['gone', unknown],
  ])('that is %s is an outcome of a wait, not an error', async (status, answer) => {
    service.answer('getDetectRegions', answer);
    expect(await client().task('task-1').wait()).toMatchObject({ status, taskId: 'task-1' });
  });

  it('does not wait when it is awaited', async () => {
    service.answer('getDetectRegions', pending);
    const task = await client().submit(png());
    expect(await task).toBe(task);
    expect(service.count('getDetectRegions')).toBe(0);
  });

  it('goes on elsewhere from its JSON, with what was known about the image', async () => {
    const task = await client().submit(png(696, 439), { settings: { rotate: 90 } });
    const text = JSON.stringify(task);
    expect(text).not.toMatch(/s3cret|token-1/);
    const outcome = await client().task(JSON.parse(text)).wait();
    expect(outcome).toMatchObject({ status: 'completed', width: 696, height: 439, settings: { rotate: 90 } });
  });

  it('can be cancelled', async () => {
    await client().task('task-1').cancel();
    expect(service.requests[1]).toMatchObject({ method: 'DELETE', url: '/v5.0/ocr/DetectRegions?id=task-1' });
  });

  it('is cancelled at the end of its block, unless it has ended', async () => {
    {
      await using task = await client().submit(png());
      expect(task.id).toBe('task-1');
    }
    expect(service.count('cancelDetectRegions')).toBe(1);
    {
      await using task = await client().submit(png());
      await task.wait();
    }
    expect(service.count('cancelDetectRegions')).toBe(1);
  });

  it.each([
    ['of the client', { pollPrice: 60_000 }, {}],
    ['of the wait', {}, { pollPrice: 60_000 }],
    ['of the wait, before that of the client', { pollPrice: 1 }, { pollPrice: 60_000 }],
  ])('is asked for later when the price is high: %s', async (_whose, ofClient, ofWait) => {
    const task = await client(ofClient).submit(png());
    await task.wait(ofWait);
    const waited = events.flatMap((event) => (event.type === 'poll' ? [event.elapsed] : []));
    // At the usual price, it would be less than two seconds.
    expect(waited).toEqual([expect.toSatisfy((elapsed: number) => elapsed > 5_000)]);
  });

  it('may be waited for by many, each with his own patience', async () => {
    service.answer('getDetectRegions', pending, pending, pending, pending, completed);
    const task = await client().submit(png());
    const controller = new AbortController();
    const impatient = thrownBy(errors.AbortError, () => task.wait({ signal: controller.signal }));
    const patient = task.wait();
    controller.abort();
    await impatient;
    expect(await patient).toMatchObject({ status: 'completed' });
    expect(service.count('cancelDetectRegions')).toBe(0);
  });
});
