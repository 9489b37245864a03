import { describe, expect, test } from 'vitest';
import { completesAfter } from '../src/index.ts';
import { askToken, call, mocked, origin, png, poll, submit } from './calling.ts';

const api = mocked();

describe('the log of calls', () => {
  test('has each call in order, with what was sent and what was answered', async () => {
    api.use(completesAfter({ polls: 0 }));
    await askToken();
    const id = await (await submit({ image: png, settings: { dsrMode: 'LineDetector' } })).text();
    await poll(id);
    await call('cancelDetectRegions', { query: '?id=' });
    expect(api.calls).toMatchObject([
      { operationId: 'postToken', method: 'POST', url: `${origin}/connect/token`, status: 200 },
      {
        operationId: 'postDetectRegions',
        body: { image: png, settings: { dsrMode: 'LineDetector' } },
        headers: { accept: 'text/plain', 'content-type': 'application/json' },
        parameters: {},
        status: 200,
        taskId: id,
      },
      {
        operationId: 'getDetectRegions',
        body: undefined,
        parameters: { id },
        taskId: id,
        status: 200,
        problems: [],
      },
      { operationId: 'cancelDetectRegions', status: 400, problems: [{ field: 'id' }] },
    ]);
  });

  test('keeps no credentials', async () => {
    const secret = 'c0nf1d3nt1al';
    await askToken({ grant_type: 'client_credentials', client_id: 'me', client_secret: secret });
    await call('postToken', {
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: `Basic ${btoa(`me:${secret}`)}` },
    });
    await poll('x', { headers: { authorization: `Bearer ${secret}` } });
    const log = JSON.stringify(api.calls);
    expect(log).not.toContain(secret);
    expect(log).not.toContain(btoa(`me:${secret}`));
    expect(api.calls[2]?.headers.authorization).toBe('Bearer …');
  });

  test('is empty after a reset', async () => {
    await poll('x');
    api.reset();
    expect(api.calls).toEqual([]);
  });
});

describe('assertValidRequests', () => {
  test('is content with calls that keep to the spec, whatever was answered', async () => {
    await submit();
    await poll('x', { headers: { authorization: '' } });
    expect(() => api.assertValidRequests()).not.toThrow();
  });

  test('throws a report that names each call and each fault, and quotes no image', async () => {
    await poll('x');
    await submit({ image: btoa('private'), settings: {} });
    await submit({ settings: { rotate: 'left', dsrMode: 'Lines' } });
    expect(() => api.assertValidRequests()).toThrow();
    let report = '';
    try {
      api.assertValidRequests();
    } catch (error) {
      report = (error as Error).message;
    }
    expect(report).not.toContain(btoa('private'));
    expect(report.split('\n')).toEqual([
      `Call 2, POST ${origin}/v5.0/ocr/DetectRegions (postDetectRegions), does not keep to the API's description:`,
      '  - image must be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF file; these bytes are none of them.',
      `Call 3, POST ${origin}/v5.0/ocr/DetectRegions (postDetectRegions), does not keep to the API's description:`,
      '  - image is missing.',
      '  - settings.rotate must be of type integer; got a string.',
      expect.stringContaining('  - settings.dsrMode must be one of: Regions, '),
    ]);
  });
});
