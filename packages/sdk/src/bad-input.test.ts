import { describe, expect, it } from 'vitest';
import { DetectRegions } from './client.ts';
import * as errors from './errors/index.ts';
import { png } from './testing/images.ts';
import { client, service, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

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
      'must be origin and path of an https: URL',
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
    [
      'an allowUnknownType that is none',
      () => client().submit(Buffer.from('RIFF....WEBP'), { allowUnknownType: 'yes' as never }),
      'boolean',
      'allowUnknownType',
    ],
    [
      'an address that is not encrypted',
      () => client().submit({ url: 'http://images.example/page.png' }),
      'https:',
      'image',
    ],
    [
      'a resubmit that is none',
      () => client().submit(image, { resubmit: 'maybe' as never }),
      'if-unsent',
      'resubmit',
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
    [
      'an onResponse that is none',
      () => client().submit(image, { onResponse: 1 as never }),
      'function',
      'onResponse',
    ],
    [
      'a pollPrice that is none',
      () => client().detect(image, { pollPrice: 0 }),
      'milliseconds from 1 to 3,600,000',
      'pollPrice',
    ],
    [
      'a pollPrice of a wait that is none',
      () => client().task('task-1').wait({ pollPrice: Infinity }),
      'milliseconds from 1 to 3,600,000',
      'pollPrice',
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
