import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DetectRegions } from './client.ts';
import * as errors from './errors/index.ts';
import type { ImageInput } from './image/open.ts';
import type { DetectRegionsOptions } from './options.ts';
import type { Progress } from './poll.ts';
import { fastClock } from './testing/fast-clock.ts';
import { png } from './testing/images.ts';
import { completed, json, type Loopback, pending, startLoopback, text } from './testing/loopback.ts';
import { thrownBy } from './testing/thrown.ts';

let service: Loopback;

beforeEach(async () => {
  service = await startLoopback();
  for (const name of ['BASE_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN']) {
    vi.stubEnv(`DETECT_REGIONS_${name}`, undefined);
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await service.close();
});

const client = (options: DetectRegionsOptions = {}): DetectRegions =>
  new DetectRegions({
    baseUrl: service.url,
    clientId: 'id',
    clientSecret: 's3cret',
    clock: fastClock,
    ...options,
  });

const processing = json(200, { id: 'task-1', taskStatus: 'Processing', responseStatusCode: 'NotReady' });
const strange = json(200, { id: 'task-1', taskStatus: 'Archiving', responseStatusCode: 'NotReady' });
const unknown = json(200, { id: 'task-1', taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });
const failed = json(200, {
  id: 'task-1',
  taskStatus: 'Error',
  responseStatusCode: 'Error',
  error: { messages: ['The image is blank.'] },
});

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

describe('bad input is refused before any request', () => {
  const image = png();
  const cases: [string, () => unknown, string, string | undefined][] = [
    [
      'no credentials',
      () => new DetectRegions({ baseUrl: service.url }),
      'DETECT_REGIONS_CLIENT_ID',
      undefined,
    ],
    [
      'http to a host that is not this machine',
      () => client({ baseUrl: 'http://api.example' }),
      'must begin with https:',
      'baseUrl',
    ],
    ['a bare string', () => client().detect('page.png' as never), 'must not be a bare string', 'image'],
    ['an empty image', () => client().detect(new Uint8Array()), 'must not be empty', 'image'],
    ['bytes that are no image', () => client().detect(Buffer.from('Dear Sir')), 'BMP, GIF, JPEG', 'image'],
    [
      'an unknown dsrMode',
      () => client().detect(image, { settings: { dsrMode: 'Blocks' as never } }),
      'Regions, DsrNoFilter, DsrAndFilter, NoDsrNoFilter, TextDetector, DsrPlusDetector, PolygonalTextDetector, LineDetector, CraftPoly',
      'settings.dsrMode',
    ],
    [
      'rotate 1.5',
      () => client().detect(image, { settings: { rotate: 1.5 } }),
      'whole number',
      'settings.rotate',
    ],
    [
      'a setting that is none',
      () => client().submit(image, { settings: { mode: 'Regions' } as never }),
      'is not a setting',
      'settings.mode',
    ],
    [
      'settings that are none',
      () => client().submit(image, { settings: 'fast' as never }),
      'object',
      'settings',
    ],
    ['a deadline that is none', () => client().submit(image, { deadline: -1 }), 'milliseconds', 'deadline'],
    ['a signal that is none', () => client().submit(image, { signal: {} as never }), 'AbortSignal', 'signal'],
    [
      'an onAbort that is none',
      () => client().detect(image, { onAbort: 'stop' as never }),
      'cancel',
      'onAbort',
    ],
    [
      'an onProgress that is none',
      () => client().detect(image, { onProgress: 1 as never }),
      'function',
      'onProgress',
    ],
    ['a task that is none', () => client().task({ name: 'x' } as never), 'toJSON()', 'task'],
    ['a task without an id', () => client().task(''), 'toJSON()', 'task'],
  ];

  it.each(cases)('%s', async (_name, action, message, field) => {
    const error = await thrownBy(errors.DetectRegionsError, action);
    expect(error.code).toBe(field === undefined ? 'auth' : 'invalid-input');
    expect(error).toMatchObject(field === undefined ? {} : { field });
    expect(error.message).toContain(message);
    expect(service.requests).toEqual([]);
  });

  it('with a signal that was aborted before', async () => {
    await thrownBy(errors.AbortError, () => client().detect(image, { signal: AbortSignal.abort() }));
    expect(service.requests).toEqual([]);
  });
});

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
