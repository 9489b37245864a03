import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { DetectRegions } from './client.ts';
import * as errors from './errors/index.ts';
import type { ImageInput } from './image/open.ts';
import type { Progress } from './poll.ts';
import { png } from './testing/images.ts';
import { completed, failed, pending, processing, strange, text, unknown } from './testing/loopback.ts';
import { client, service, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

describe('detect', () => {
  it('gives the regions, the size of the image and the settings that were sent', async () => {
    service.answer('getDetectRegions', pending, processing, completed);
    const progress: Progress[] = [];
    const detection = await client().detect(png(696, 439), {
      settings: { dsrMode: 'LineDetector', rotate: undefined },
      onProgress: (given) => progress.push(given),
    });
    expect(detection).toMatchObject({
      status: 'completed',
      taskId: 'task-1',
      regions: [{ left: 0, top: 8, right: 697, bottom: 441 }],
      width: 696,
      height: 439,
      warnings: [],
      partial: false,
      settings: { dsrMode: 'LineDetector', rotate: 0, language: 'English' },
    });
    expect(progress.map(({ status, polls }) => [status, polls])).toEqual([
      ['pending', 1],
      ['processing', 2],
      ['completed', 3],
    ]);
    expect(service.count('getTaskStatus')).toBe(0);
  });

  it('waits out a status that it does not know', async () => {
    service.answer('getDetectRegions', strange, completed);
    expect((await client().detect(png())).regions).toHaveLength(1);
  });

  it('throws when the task failed, with what the service says', async () => {
    service.answer('getDetectRegions', failed);
    const error = await thrownBy(errors.DetectionFailedError, () => client().detect(png()));
    expect(error).toMatchObject({ taskId: 'task-1', messages: ['The image is blank.'] });
    expect(error.message).toContain('The image is blank.');
  });

  it('throws when the service does not know the task, and asks no more', async () => {
    service.answer('getDetectRegions', unknown);
    expect(await thrownBy(errors.GoneError, () => client().detect(png()))).toMatchObject({
      taskId: 'task-1',
    });
    expect(service.count('getDetectRegions')).toBe(1);
  });

  it.each([
    ['cancel', 1],
    ['leave', 0],
  ] as const)('when aborted, and told to %s, cancels %i tasks', async (onAbort, cancelled) => {
    const controller = new AbortController();
    service.answer('getDetectRegions', (request, response) => {
      controller.abort();
      return pending(request, response);
    });
    const error = await thrownBy(errors.AbortError, () =>
      client().detect(png(), { signal: controller.signal, onAbort }),
    );
    expect(error.taskId).toBe('task-1');
    expect(service.count('cancelDetectRegions')).toBe(cancelled);
  });

  it('lets the task go on when its deadline has come', async () => {
    service.answer('getDetectRegions', pending);
    const error = await thrownBy(errors.DeadlineError, () => client().detect(png(), { deadline: 60_000 }));
    expect(error).toMatchObject({ taskId: 'task-1', retryable: true });
    expect(service.count('cancelDetectRegions')).toBe(0);
    service.answer('getDetectRegions', completed);
    expect(
      await client()
        .task(error.taskId as string)
        .wait(),
    ).toMatchObject({ status: 'completed' });
  });

  it('names the task in an error of any poll', async () => {
    service.answer('getDetectRegions', pending, text(402, ''));
    expect(await thrownBy(errors.QuotaError, () => client().detect(png()))).toMatchObject({
      taskId: 'task-1',
    });
  });

  it('takes its defaults from the environment', async () => {
    vi.stubEnv('DETECT_REGIONS_BASE_URL', service.url);
    vi.stubEnv('DETECT_REGIONS_CLIENT_ID', 'id');
    vi.stubEnv('DETECT_REGIONS_CLIENT_SECRET', 's3cret');
    const fromEnvironment = new DetectRegions();
    expect(fromEnvironment.baseUrl).toBe(service.url);
    expect(await fromEnvironment.task('task-1').result()).toMatchObject({ status: 'completed' });
  });
});

describe('a client', () => {
  it('shows no secret, however it is printed', async () => {
    const made = client();
    const task = await made.submit(png());
    for (const value of [made, task, { made }]) {
      const shown = inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value) + String(value);
      expect(shown).not.toMatch(/s3cret|token-1/);
    }
  });

  it('counts its calls, and gives a copy', async () => {
    service.answer('getDetectRegions', pending, completed);
    const made = client();
    const before = made.usage;
    await made.detect(png());
    expect(before).toEqual({
      postToken: 0,
      postDetectRegions: 0,
      getDetectRegions: 0,
      cancelDetectRegions: 0,
      getTaskStatus: 0,
    });
    expect(made.usage).toEqual({ ...before, postToken: 1, postDetectRegions: 1, getDetectRegions: 2 });
  });

  it('takes no image by its type alone', async () => {
    const inputs: ImageInput[] = [
      png(),
      new Blob([png()]),
      { base64: Buffer.from(png()).toString('base64') },
    ];
    for (const input of inputs) expect((await client().detect(input)).width).toBe(1);
  });
});
