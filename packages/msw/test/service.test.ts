// What is the mock's own; what it shares with the local service is in the contract suite of packages/e2e.
import { describe, expect, test, vi } from 'vitest';
import { askToken, call, mocked, origin, png, poll, statuses, submitted } from './calling.ts';

const api = mocked();

describe('a task', () => {
  test('is Pending, Processing and from then on Completed with the regions of the spec', async () => {
    const id = await submitted();
    const notReady = { id, responseStatusCode: 'NotReady' };
    expect(await (await poll(id)).json()).toEqual({ ...notReady, taskStatus: 'Pending' });
    expect(await (await poll(id)).json()).toEqual({ ...notReady, taskStatus: 'Processing' });
    const done = {
      id,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
    };
    expect(await (await poll(id)).json()).toEqual(done);
    expect(await (await poll(id)).json()).toEqual(done);
  });

  test('moves on with polls of its status too, which never come with results', async () => {
    const id = await submitted();
    const found = [];
    for (let at = 0; at < 3; at += 1) {
      found.push(await (await call('getTaskStatus', { query: `?id=${id}` })).json());
    }
    expect(found.map(({ taskStatus }) => taskStatus)).toEqual(['Pending', 'Processing', 'Completed']);
    expect(found.every((task) => !('results' in task))).toBe(true);
  });

  test('moves on by itself, whatever becomes of others', async () => {
    const first = await submitted();
    await statuses(first, 3);
    expect(await statuses(await submitted(), 1)).toEqual(['Pending']);
    expect(await statuses(first, 1)).toEqual(['Completed']);
  });
});

describe('a token', () => {
  test('comes for any client, and is good for calls', async () => {
    const response = await askToken();
    const { access_token: token, ...rest } = await response.json();
    expect(rest).toEqual({ expires_in: 3600, token_type: 'Bearer' });
    expect((await poll('x', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });

  test('expires when it says so', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { access_token: token, expires_in: life } = await (await askToken()).json();
      const headers = { authorization: `Bearer ${token}` };
      vi.setSystemTime(Date.now() + life * 1000 - 1);
      expect((await poll('x', { headers })).status).toBe(200);
      vi.setSystemTime(Date.now() + 1);
      const late = await poll('x', { headers });
      expect([late.status, (await late.json()).detail]).toEqual([401, 'The access token has expired.']);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('without credentials that are known to it, the mock takes any token, and shows every task to everybody', async () => {
  const id = await submitted();
  const headers = { authorization: 'Bearer of-somebody-else' };
  expect(await (await poll(id, { headers })).json()).toMatchObject({ id, taskStatus: 'Pending' });
});

test.each([
  [undefined, 'Bearer'],
  ['Bearer', 'Bearer error="invalid_request"'],
  ['Basic bWU6c2VjcmV0', 'Bearer error="invalid_request"'],
])('Authorization: %s is answered with WWW-Authenticate: %s', async (authorization, challenge) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const response = await fetch(`${origin}/v5.0/ocr/DetectRegions?id=x`, { headers });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, challenge]);
  expect((await response.json()).instance).toBe('/v5.0/ocr/DetectRegions');
});

test('an answer is forgotten a day after its task ended, not after it was submitted', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const day = 86_400_000;
    const id = await submitted();
    await statuses(id, 2);
    vi.setSystemTime(Date.now() + day);
    expect(await statuses(id, 1)).toEqual(['NotExist']);

    const late = await submitted();
    vi.setSystemTime(Date.now() + day);
    expect(await statuses(late, 3)).toEqual(['Pending', 'Processing', 'Completed']);
    vi.setSystemTime(Date.now() + day - 1);
    expect(await statuses(late, 1)).toEqual(['Completed']);
    vi.setSystemTime(Date.now() + 1);
    expect(await statuses(late, 2)).toEqual(['NotExist', 'NotExist']);
  } finally {
    vi.useRealTimers();
  }
});

test('a base path is taken as it comes', async () => {
  expect((await poll('x', { origin: 'http://localhost:8080/proxy' })).status).toBe(200);
});

test('a call at the path without /ocr is one of the same operation', async () => {
  await fetch(`${origin}/v5.0/DetectRegions`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
    body: JSON.stringify({ image: png, settings: { Rotate: 1.5 } }),
  });
  expect(api.calls[0]).toMatchObject({
    operationId: 'postDetectRegions',
    status: 400,
    problems: [{ field: 'settings.Rotate', message: 'settings.Rotate must be of type integer; got 1.5.' }],
  });
});

describe('a request for a token', () => {
  test.each([
    ['grant_type=client_credentials&client_id=me&client_id=me&client_secret=s', {}, 'client_id'],
    ['grant_type=client_credentials', { authorization: 'Basic !' }, 'Authorization'],
    [
      'grant_type=client_credentials&client_secret=s',
      { authorization: `Basic ${btoa('me:s')}` },
      'Authorization',
    ],
  ])('%s is at fault by %j', async (body, headers, field) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('postToken', { body, headers: { ...type, ...headers } })).status).toBe(400);
    expect(api.calls[0]?.problems.map((problem) => problem.field)).toEqual([field]);
  });
});
