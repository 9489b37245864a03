import { dsrModes, languages } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { call, mocked, origin, png, submit } from './calling.ts';

const api = mocked();
const big = `iVBORw0KGgo${'A'.repeat(200_001)}`;

// Which requests are refused is in the contract suite of packages/e2e; here is what the report says of them.
describe('a request that does not keep to the spec is answered with 400 that names the field:', () => {
  test.each<[string, unknown, string, string]>([
    ['no image', { settings: {} }, 'image', 'image is missing.'],
    ['an empty image', { image: '' }, 'image', 'image must have at least 4 characters.'],
    ['an image that is a number', { image: 7 }, 'image', 'image must be of type string; got 7.'],
    ['an image that is not Base64', { image: 'data:image/png;base64,iVBO' }, 'image', 'image must be Base64'],
    ['unpadded Base64', { image: 'iVBORw0KGg' }, 'image', 'image must be Base64'],
    ['a large image with a fault at its end', { image: `${big}!` }, 'image', 'image must be Base64'],
    [
      'padding inside, a long way in',
      { image: `iVBO${'A'.repeat(65_528)}AAA=AAAA` },
      'image',
      'image must be Base64',
    ],
    ['padding inside', { image: `iVA=${big.slice(0, -4)}` }, 'image', 'image must be Base64'],
    ['bytes that are no image', { image: btoa('hello there') }, 'image', 'these bytes are none of them'],
    [
      'settings that are an array',
      { image: png, settings: [] },
      'settings',
      'must be of type object; got an array.',
    ],
    [
      'settings that are null',
      { image: png, settings: null },
      'settings',
      'must be of type object; got null.',
    ],
    [
      'an unknown dsrMode',
      { image: png, settings: { dsrMode: 'regions' } },
      'settings.dsrMode',
      `settings.dsrMode must be one of: ${dsrModes.join(', ')}; got "regions". Did you mean Regions?`,
    ],
    [
      'an unknown language',
      { image: png, settings: { language: 'Ukrainian' } },
      'settings.language',
      `settings.language must be one of: ${languages.slice(0, 6).join(', ')} and ${languages.length - 6} more; got "Ukrainian".`,
    ],
    ['rotate 1.5', { image: png, settings: { rotate: 1.5 } }, 'settings.rotate', 'of type integer; got 1.5.'],
    [
      'rotate too large',
      { image: png, settings: { rotate: 2 ** 31 } },
      'settings.rotate',
      'must be <= 2147483647.',
    ],
    [
      'a boolean as text',
      { image: png, settings: { makeUpsampling: 'true' } },
      'settings.makeUpsampling',
      'must be of type boolean; got a string.',
    ],
    ['a body that is no object', 'text', 'body', 'body must be of type object; got a string.'],
  ])('%s', async (_name, body, field, message) => {
    const response = await submit(body);
    expect(response.status).toBe(400);
    const problem = await response.json();
    expect(problem).toMatchObject({ title: 'Bad Request', status: 400, instance: '/v5.0/ocr/DetectRegions' });
    expect(problem.detail).toContain(message);
    expect(problem.detail.length).toBeLessThan(400);
    expect(api.calls[0]?.problems.map((found) => found.field)).toEqual([field]);
  });

  test('a body that is no JSON', async () => {
    const response = await call('postDetectRegions', {
      body: '{"image":',
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      'The body must be JSON, and it is not.',
    ]);
  });

  test('every fault is told, not the first one only', async () => {
    const response = await submit({ settings: { rotate: 'x', dsrMode: 7 } });
    const { detail } = await response.json();
    for (const part of ['image is missing.', 'settings.rotate', 'settings.dsrMode'])
      expect(detail).toContain(part);
  });

  test.each([
    ['getDetectRegions', '', 'id is missing.'],
    ['getTaskStatus', '?Id=1', 'id is missing.'],
    ['cancelDetectRegions', '?id=', 'id must not be empty.'],
    ['getDetectRegions', `?id=${'x'.repeat(201)}`, 'id must NOT have more than 200 characters.'],
  ] as const)('%s%s', async (operationId, query, message) => {
    const response = await call(operationId, { query });
    expect([response.status, (await response.json()).detail]).toEqual([400, message]);
  });
});

test.each([
  ['text/plain', 'got text/plain.'],
  ['', 'got none.'],
])('a body of type "%s"', async (type, message) => {
  const body = new TextEncoder().encode(JSON.stringify({ image: png }));
  const headers = { authorization: 'Bearer a-token', ...(type === '' ? {} : { 'content-type': type }) };
  const response = await fetch(`${origin}/v5.0/ocr/DetectRegions`, { method: 'POST', headers, body });
  expect(response.status).toBe(415);
  expect((await response.json()).detail).toBe(`Content-Type must be application/json; ${message}`);
  expect(api.calls[0]?.problems.map((found) => found.field)).toEqual(['Content-Type']);
});

test('an id that is given twice', async () => {
  const response = await call('getDetectRegions', { query: '?id=a&id=b' });
  expect([response.status, (await response.json()).detail]).toEqual([400, 'id must be given once.']);
});
