import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answers, createMockApi, handlers, type MockApi, rateLimited } from '../src/index.ts';
import { askToken, call, mocked, poll, submit, submitted } from './calling.ts';

const api = mocked({
  overrides: {
    getTaskStatus: { id: 'x', taskStatus: 'Completed', responseStatusCode: 'NoAnyResultData' },
    cancelDetectRegions: 403,
  },
});

const cancel = () => call('cancelDetectRegions', { query: '?id=x' });

describe('an override', () => {
  test('of the options answers its operation with a value, and no other', async () => {
    const response = await call('getTaskStatus', { query: '?id=y' });
    expect(await response.json()).toEqual({
      id: 'x',
      taskStatus: 'Completed',
      responseStatusCode: 'NoAnyResultData',
    });
    expect((await poll('y')).status).toBe(200);
  });

  test('of the options answers with a status, and lasts over a reset', async () => {
    expect((await cancel()).status).toBe(403);
    api.reset();
    const response = await cancel();
    expect(await response.json()).toMatchObject({ status: 403, instance: '/v5.0/ocr/DetectRegions' });
  });

  test('with a text is sent bare', async () => {
    api.use(answers('postDetectRegions', 'my-id'));
    const response = await submit();
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'text/plain; charset=utf-8',
      'my-id',
    ]);
  });

  test('comes before the token and the request are looked at, which is still in the log', async () => {
    api.use(answers('postDetectRegions', 'my-id'));
    expect((await submit({}, { headers: { authorization: '' } })).status).toBe(200);
    expect(api.calls[0]).toMatchObject({ status: 200, problems: [{ field: 'image' }] });
  });

  test('holds for so many calls', async () => {
    api.use(answers('getDetectRegions', 503, { times: 1 }));
    expect([(await poll('x')).status, (await poll('x')).status]).toEqual([503, 200]);
  });
});

describe('a resolver', () => {
  test('sees the call and answers it with a value, a status or a Response', async () => {
    api.use(
      answers('getDetectRegions', ({ nth, parameters, request }) => {
        if (nth === 1)
          return { taskStatus: 'Error', responseStatusCode: 'ResultDataLost', id: parameters.id ?? '' };
        if (nth === 2) return 500;
        return HttpResponse.text(request.headers.get('accept') ?? '', { status: 418 });
      }),
    );
    expect(await (await poll('x')).json()).toEqual({
      id: 'x',
      taskStatus: 'Error',
      responseStatusCode: 'ResultDataLost',
    });
    expect((await poll('x')).status).toBe(500);
    const tea = await poll('x', { headers: { accept: 'tea/pot' }, offSpec: true });
    expect([tea.status, await tea.text()]).toEqual([418, 'tea/pot']);
  });

  test('may leave the call to the mock, or change what it answers', async () => {
    api.use(
      answers('postDetectRegions', async ({ nth, next }) => {
        if (nth === 1) return undefined;
        return `${await (await next()).text()}-changed`;
      }),
    );
    expect(await submitted()).toHaveLength(36);
    expect(await submitted()).toMatch(/-changed$/);
  });

  test('may answer with the example of the spec, changed', async () => {
    api.use(
      answers('postToken', (call) => call.answer(400, { error: 'invalid_scope', detail: 'No such scope.' })),
    );
    expect(await (await askToken()).json()).toEqual({
      error: 'invalid_scope',
      error_description: 'No such scope.',
    });
  });

  test('that gives what the spec does not allow is told so', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined);
    api.use(answers('getDetectRegions', () => 418));
    const response = await poll('x', { offSpec: true });
    expect([response.status, (await response.json()).message]).toEqual([
      500,
      expect.stringContaining('The spec has no answer 418 for getDetectRegions; it has 200, 400, 401'),
    ]);
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });
});

describe('is refused at once and with a reason:', () => {
  test('a status that the spec does not document', () => {
    expect(() => handlers({ overrides: { getTaskStatus: 404 } })).toThrow(
      'The spec has no answer 404 for getTaskStatus; it has 200, 400, 401, 402, 403, 429, 500, 503.',
    );
  });

  test('a value that the schema does not allow', () => {
    expect(() =>
      // @ts-expect-error no such status
      handlers({ overrides: { getTaskStatus: { taskStatus: 'Done', responseStatusCode: 'Ok' } } }),
    ).toThrow('getTaskStatus.taskStatus must be one of: Pending, Processing, Completed, Error, NotExist');
    // @ts-expect-error a number is a status
    expect(() => answers('postDetectRegions', {})).toThrow('postDetectRegions must be of type string');
  });

  test('an operation that there is not', () => {
    // @ts-expect-error no such operation
    expect(() => answers('putDetectRegions', 200)).toThrow(
      'There is no operation putDetectRegions; there are postToken, postDetectRegions',
    );
  });
});

describe('scenarios of the options', () => {
  let limited: MockApi;
  const server = setupServer();
  beforeEach(() => {
    limited = createMockApi({ scenarios: [rateLimited({ times: 1 })] });
    // The server of this file's own mock listens already; what is given here comes first.
    server.listen({ onUnhandledFrame: 'bypass' });
    server.use(...limited.handlers);
  });
  afterEach(() => server.resetHandlers());

  test('begin anew after a reset', async () => {
    expect([(await poll('x')).status, (await poll('x')).status]).toEqual([429, 200]);
    limited.reset();
    expect([(await poll('x')).status, (await poll('x')).status]).toEqual([429, 200]);
  });
});
