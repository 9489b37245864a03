import { describe, expect, test, vi } from 'vitest';
import {
  dropsConnection,
  expiresToken,
  type PendingCall,
  quotedGuid,
  rateLimited,
  slow,
  truncates,
  unauthorized,
  unavailable,
} from '../src/index.ts';
import { askToken, call, mocked, poll, statuses, submit, submitted } from './calling.ts';

const api = mocked();
const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

describe('unauthorized', () => {
  test('refuses every call that needs a token, but gives tokens', async () => {
    api.use(unauthorized());
    expect(await statusOf(askToken())).toBe(200);
    expect(await statusOf(submit())).toBe(401);
    expect(await statusOf(poll('x'))).toBe(401);
  });

  test('refuses clients where it is asked to', async () => {
    api.use(unauthorized({ operations: ['postToken'] }));
    const response = await askToken();
    expect([response.status, (await response.json()).error]).toEqual([401, 'invalid_client']);
    expect(await statusOf(poll('x'))).toBe(200);
  });
});

describe('expiresToken', () => {
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test('lets each token do one call', async () => {
    api.use(expiresToken());
    expect(await statusOf(poll('x', as('one')))).toBe(200);
    const late = await poll('x', as('one'));
    expect([late.status, (await late.json()).detail]).toEqual([401, 'The access token has expired.']);
    expect(await statusOf(poll('x', as('two')))).toBe(200);
    expect(await statusOf(poll('x', as('two')))).toBe(401);
    expect(await statusOf(askToken())).toBe(200);
  });

  test('counts calls and tokens as told', async () => {
    api.use(expiresToken({ afterCalls: 2, times: 1 }));
    const found = [];
    for (const token of ['one', 'one', 'one', 'two', 'two', 'two']) {
      found.push(await statusOf(poll('x', as(token))));
    }
    expect(found).toEqual([200, 200, 401, 200, 200, 200]);
  });
});

describe('rateLimited', () => {
  test('says when to try again as the spec does', async () => {
    api.use(rateLimited());
    const response = await submit();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
  });

  test.each<[number | Date, string, string]>([
    [7, '7', 'Try again in 7 seconds.'],
    [0, '0', 'Try again in 0 seconds.'],
    [
      new Date(Date.UTC(2030, 0, 2, 3, 4, 5)),
      'Wed, 02 Jan 2030 03:04:05 GMT',
      'Try again after Wed, 02 Jan 2030 03:04:05 GMT.',
    ],
  ])('says %s', async (retryAfter, header, detail) => {
    api.use(rateLimited({ retryAfter }));
    const response = await submit();
    expect(response.headers.get('retry-after')).toBe(header);
    expect((await response.json()).detail).toBe(detail);
  });

  test('may leave out when', async () => {
    api.use(rateLimited({ retryAfter: null }));
    const response = await submit({}, { offSpec: true });
    expect([response.status, response.headers.has('retry-after')]).toEqual([429, false]);
  });

  test('refuses so many calls of the operations that it is for, and has no other effect', async () => {
    api.use(rateLimited({ times: 2, operations: ['postDetectRegions'] }));
    expect(await statusOf(poll('x'))).toBe(200);
    const found = [];
    for (let at = 0; at < 3; at += 1) found.push(await statusOf(submit()));
    expect(found).toEqual([429, 429, 200]);
    expect(api.calls.at(-1)?.taskId).toBeDefined();
    expect(api.calls.at(-2)?.taskId).toBeUndefined();
  });
});

test.each([
  [{}, 503],
  [{ status: 500 } as const, 500],
])('unavailable(%j) answers %i', async (options, status) => {
  api.use(unavailable({ ...options, times: 1 }));
  expect(await statusOf(poll('x'))).toBe(status);
  expect(await statusOf(poll('x'))).toBe(200);
});

describe('dropsConnection', () => {
  test('rejects the call, which has no effect', async () => {
    api.use(dropsConnection({ times: 1 }));
    await expect(submit()).rejects.toThrow(TypeError);
    expect(api.calls).toMatchObject([{ status: 0, taskId: undefined }]);
    expect(await statusOf(submit())).toBe(200);
  });

  test('after the call had its effect only the answer is lost', async () => {
    api.use(dropsConnection({ times: 1, when: 'after' }));
    await expect(submit()).rejects.toThrow(TypeError);
    const { taskId = '', status } = api.calls[0] ?? {};
    expect(status).toBe(0);
    expect(await statuses(taskId, 1)).toEqual(['Pending']);
  });
});

test('truncates breaks the body in the middle', async () => {
  api.use(truncates({ operations: ['getDetectRegions'] }));
  const response = await poll('x', { offSpec: true });
  expect(response.ok).toBe(true);
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toMatch(/^\{"id":"x"[^}]*$/);
  await expect(reader?.read()).rejects.toThrow(TypeError);
});

test('slow answers only when the time is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const next = vi.fn(async () => new Response('late'));
    const { respond } = slow({ ms: 60_000 }).start();
    const answer = respond?.({ operationId: 'getTaskStatus' } as PendingCall, next);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(next).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await (await answer)?.text()).toBe('late');
  } finally {
    vi.useRealTimers();
  }
});

describe('quotedGuid', () => {
  test('puts the id of a task that exists into quotes', async () => {
    api.use(quotedGuid());
    const text = await (await submit()).text();
    expect(text).toMatch(/^"[0-9a-f-]{36}"$/);
    expect(await statuses(JSON.parse(text), 1)).toEqual(['Pending']);
    expect(api.calls[0]?.taskId).toBe(JSON.parse(text));
  });

  test('leaves errors alone', async () => {
    api.use(quotedGuid());
    expect((await (await submit({})).json()).detail).toBe('image is missing.');
  });
});

describe('of several scenarios', () => {
  test('the later one is asked first', async () => {
    api.use(unavailable(), rateLimited({ times: 1 }));
    const found = [];
    for (let at = 0; at < 2; at += 1) found.push(await statusOf(call('getTaskStatus', { query: '?id=x' })));
    expect(found).toEqual([429, 503]);
  });

  test('none outlives a reset', async () => {
    api.use(unavailable());
    api.reset();
    expect(await submitted()).toHaveLength(36);
  });
});
