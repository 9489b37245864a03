import { operations } from '@detect-regions/spec';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMockApi } from './mock-api.ts';

const base = 'https://ocr.example';
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';
const bearer = { authorization: 'Bearer some-token' };

const api = createMockApi();
const server = setupServer(...api.handlers);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  api.reset();
  server.resetHandlers();
});
afterAll(() => server.close());

const url = (id: keyof typeof operations, query = '') => `${base}${operations[id].path}${query}`;

function submit(body: unknown, headers: Record<string, string> = bearer): Promise<Response> {
  return fetch(url('postDetectRegions'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/plain', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const poll = (id: string, headers: Record<string, string> = {}) =>
  fetch(url('getDetectRegions', `?id=${id}`), { headers: { ...bearer, ...headers } });

describe('a submitted image', () => {
  test('is Pending, Processing and then Completed with the regions of the spec', async () => {
    const response = await submit({ image: png, settings: {} });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const id = await response.text();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await (await poll(id)).json()).toEqual({
      id,
      taskStatus: 'Pending',
      responseStatusCode: 'NotReady',
    });
    expect(await (await poll(id)).json()).toEqual({
      id,
      taskStatus: 'Processing',
      responseStatusCode: 'NotReady',
    });
    for (let again = 0; again < 2; again += 1) {
      expect(await (await poll(id)).json()).toEqual({
        id,
        taskStatus: 'Completed',
        responseStatusCode: 'Ok',
        results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
      });
    }
  });
});
