import { describe, expect, test, vi } from 'vitest';
import {
  askToken,
  call,
  credentials,
  mocked,
  origin,
  png,
  poll,
  statuses,
  submit,
  submitted,
} from './calling.ts';

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

  test('has an id of its own, sent bare as text/plain', async () => {
    const response = await submit();
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const first = await response.text();
    expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await submitted()).not.toBe(first);
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

  test('does not exist any more once it is cancelled', async () => {
    const id = await submitted();
    const response = await call('cancelDetectRegions', { query: `?id=${id}` });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(await (await poll(id)).json()).toEqual({
      id,
      taskStatus: 'NotExist',
      responseStatusCode: 'TaskNotFound',
    });
  });

  test.each(['e6f3a1c0', 'no guid at all', '%2B'])(
    'with the unknown id %s does not exist, which is no error',
    async (id) => {
      expect((await poll(encodeURIComponent(id))).status).toBe(200);
      expect(await statuses(encodeURIComponent(id), 1)).toEqual(['NotExist']);
      expect((await call('cancelDetectRegions', { query: `?id=${encodeURIComponent(id)}` })).status).toBe(
        200,
      );
    },
  );
});

describe('a task comes as', () => {
  test.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/plain, application/json;q=0.5', 'application/json'],
    ['text/plain', 'text/plain'],
    ['text/*', 'text/plain'],
    ['image/png', 'application/json'],
  ])('Accept %s: %s', async (accept, expected) => {
    const response = await poll('some-id', { headers: { accept } });
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(expected);
    expect(JSON.parse(await response.text()).taskStatus).toBe('NotExist');
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

  test.each([
    ['multipart/form-data', () => ({ body: formOf(credentials) })],
    [
      'HTTP Basic',
      () => ({
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
        headers: { authorization: `Basic ${btoa('me:s%3Acret%25')}` },
      }),
    ],
  ])('may be asked for by %s', async (_name, calling) => {
    expect((await call('postToken', calling())).status).toBe(200);
    expect(api.calls[0]?.problems).toEqual([]);
  });

  test.each([
    [{ ...credentials, grant_type: 'password' }, 'unsupported_grant_type', 'grant_type must be one of'],
    [{ client_id: 'me', client_secret: 'secret' }, 'invalid_request', 'grant_type is missing.'],
    [{ ...credentials, client_secret: '' }, 'invalid_request', 'client_secret must not be empty.'],
  ])('is not given for %j: %s', async (form, error, description) => {
    const response = await askToken(form);
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.error).toBe(error);
    expect(body.error_description).toContain(description);
  });
});

describe('without a good token', () => {
  test.each(['postDetectRegions', 'getDetectRegions', 'cancelDetectRegions', 'getTaskStatus'] as const)(
    '%s answers 401 with ProblemDetails and WWW-Authenticate, before it looks at the request',
    async (id) => {
      for (const authorization of ['', 'Bearer', 'Basic bWU6c2VjcmV0', 'a-token']) {
        const response = await call(id, { headers: { authorization } });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toBe('Bearer');
        expect(response.headers.get('content-type')).toBe('application/json');
        expect(await response.json()).toMatchObject({
          title: 'Unauthorized',
          status: 401,
          instance: new URL(api.calls.at(-1)?.url ?? '').pathname,
        });
      }
    },
  );
});

describe('official clients are served:', () => {
  test('the path without /ocr', async () => {
    const response = await fetch(`${origin}/v5.0/DetectRegions`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ image: png, settings: {} }),
    });
    expect([response.status, api.calls[0]?.operationId]).toEqual([200, 'postDetectRegions']);
  });

  test('a base path', async () => {
    expect((await poll('x', { origin: 'http://localhost:8080/proxy' })).status).toBe(200);
  });

  test('members that the spec does not know are ignored', async () => {
    const settings = {
      makeSpellCheck: true,
      resultType: 'Text',
      dsrMode: 'TextDetector',
      Rotate: 90,
      rotate: 90,
    };
    expect((await submit({ image: png, regions: [], settings })).status).toBe(200);
  });

  test('Rotate counts as rotate', async () => {
    const response = await submit({ image: png, settings: { Rotate: 1.5 } });
    expect((await response.json()).detail).toBe('settings.rotate must be of type integer; got 1.5.');
  });
});

function formOf(members: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(members)) form.set(name, value);
  return form;
}
