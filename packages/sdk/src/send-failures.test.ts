import { describe, expect, it } from 'vitest';
import * as errors from './errors/index.ts';
import type { DetectRegionsOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Task } from './task.ts';
import { png } from './testing/images.ts';
import { type Answer, broken, completed, text } from './testing/loopback.ts';
import { client, events, service, tokenGiven, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

const submit = (options?: DetectRegionsOptions): Promise<Task> => client(options).submit(png());
const ask = (options?: DetectRegionsOptions): Promise<Outcome | null> =>
  client(options).task('task-1').result();

/** An answer whose connection breaks within its body. */
const brokenOff = (status: number): Answer => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('{"title":"Not n', () => response.destroy());
  };
};

describe('a failure of the service', () => {
  it.each([408, 429, 500, 502, 503, 504])('%i: a question is asked again', async (status) => {
    service.answer('getDetectRegions', text(status, ''), broken, completed);
    expect(await ask()).toMatchObject({ status: 'completed' });
    expect(service.count('getDetectRegions')).toBe(3);
    expect(events.filter(({ type }) => type === 'retry')).toMatchObject([
      { operation: 'getDetectRegions', taskId: 'task-1', attempt: 1, status },
      { operation: 'getDetectRegions', taskId: 'task-1', attempt: 2, reason: 'network' },
    ]);
  });

  it('JSON that was cut on its way: a question is asked again', async () => {
    const cut = text(200, '{"id":"task-1","taskStat', { 'content-type': 'application/json; charset=utf-8' });
    service.answer('getDetectRegions', cut, completed);
    expect(await ask()).toMatchObject({ status: 'completed' });
    expect(events.find(({ type }) => type === 'retry')).toMatchObject({ reason: 'protocol', attempt: 1 });
  });

  it('a page in the place of JSON is final at once', async () => {
    service.answer('getDetectRegions', text(200, '<h1>Hi</h1>', { 'content-type': 'text/html' }), completed);
    expect(await thrownBy(errors.ProtocolError, ask)).toMatchObject({ retryable: false, taskId: 'task-1' });
    expect(service.count('getDetectRegions')).toBe(1);
  });

  it('ends after maxRetries, with the task, the status and the id of the request', async () => {
    service.answer('getDetectRegions', text(500, 'down', { 'x-request-id': 'r-17' }));
    const error = await thrownBy(errors.ServerError, () => ask({ maxRetries: 2 }));
    expect(error).toMatchObject({ taskId: 'task-1', status: 500, requestId: 'r-17', retryable: true });
    expect(service.count('getDetectRegions')).toBe(3);
  });

  it('is final at once without retries', async () => {
    service.answer('getDetectRegions', text(500, ''), completed);
    await thrownBy(errors.ServerError, () => ask({ maxRetries: 0 }));
    expect(service.count('getDetectRegions')).toBe(1);
  });

  it.each([429, 503])('%i: a submission was refused, and is sent again', async (status) => {
    service.answer('postDetectRegions', text(status, '', { 'retry-after': '1' }), text(200, 'task-2'));
    expect((await submit()).id).toBe('task-2');
    const retry = events.find(({ type }) => type === 'retry') as { delay: number };
    expect(retry.delay).toBeGreaterThanOrEqual(1_000);
    expect(retry.delay).toBeLessThan(2_000);
  });

  it.each([401, 429, 503])('%i that breaks off is a refusal all the same', async (status) => {
    service.answer('postDetectRegions', brokenOff(status), text(200, 'task-2'));
    expect((await submit()).id).toBe('task-2');
    expect(events.find(({ type }) => type === 'retry')).toMatchObject({ status });
  });

  it('503 of which no more than its head comes is a refusal all the same', async () => {
    service.answer(
      'postDetectRegions',
      (_request, response) => {
        response
          .writeHead(503, { 'content-type': 'application/json', 'content-length': 1_000 })
          .flushHeaders();
      },
      text(200, 'task-2'),
    );
    expect((await submit({ requestTimeout: 20_000 })).id).toBe('task-2');
    expect(events.find(({ type }) => type === 'retry')).toMatchObject({ reason: 'timeout' });
  });

  it('500 that breaks off is a failure of the service all the same', async () => {
    service.answer('postDetectRegions', brokenOff(500));
    const error = await thrownBy(errors.ServerError, submit);
    expect(error).toMatchObject({ maybeSent: true, status: 500 });
  });

  it.each([408, 500, 502, 504])(
    '%i: a submission may have been accepted, and is never sent again',
    async (status) => {
      service.answer('postDetectRegions', text(status, ''), text(200, 'task-2'));
      const error = await thrownBy(errors.ServerError, submit);
      expect(error).toMatchObject({ maybeSent: true, retryable: false, status });
      expect(service.count('postDetectRegions')).toBe(1);
    },
  );

  it.each([400, 402, 403, 404, 413, 415, 422])('%i is final for every request', async (status) => {
    service.answer('postDetectRegions', text(status, ''));
    service.answer('getDetectRegions', text(status, ''));
    expect(await thrownBy(errors.DetectRegionsError, submit)).toMatchObject({ status, maybeSent: false });
    expect(await thrownBy(errors.DetectRegionsError, ask)).toMatchObject({ status, taskId: 'task-1' });
    expect(service.count('postDetectRegions')).toBe(1);
    expect(service.count('getDetectRegions')).toBe(1);
  });

  it('429 with a long Retry-After is told rather than waited for', async () => {
    service.answer('postDetectRegions', text(429, '', { 'retry-after': '3600' }));
    const error = await thrownBy(errors.RateLimitError, submit);
    expect(error).toMatchObject({ retryAfter: 3_600_000, retryable: true, maybeSent: false });
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('is not waited for beyond the deadline', async () => {
    service.answer('getDetectRegions', text(503, '', { 'retry-after': '60' }));
    const task = client(tokenGiven).task('task-1');
    expect((await thrownBy(errors.ServerError, () => task.result({ deadline: 60_000 }))).status).toBe(503);
    expect(service.count('getDetectRegions')).toBe(1);
  });
});

describe('a broken connection', () => {
  it('after the whole image: it may have been accepted, and is never sent again', async () => {
    service.answer('postDetectRegions', broken, text(200, 'task-2'));
    const error = await thrownBy(errors.NetworkError, submit);
    expect(error).toMatchObject({ maybeSent: true, retryable: false, operation: 'postDetectRegions' });
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('in the middle of the answer to a submission: likewise', async () => {
    service.answer('postDetectRegions', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '36' });
      response.write('task');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await thrownBy(errors.NetworkError, submit)).toMatchObject({ maybeSent: true });
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('before there was one: nothing was sent, and it is tried again', async () => {
    await service.close();
    const error = await thrownBy(errors.NetworkError, () => submit(tokenGiven));
    expect(error).toMatchObject({ maybeSent: false, retryable: true });
    expect(error.message).toContain('ECONNREFUSED');
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(3);
  });

  it('in the middle of the answer to a question: it is asked again', async () => {
    service.answer(
      'getDetectRegions',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"taskStatus":"Comp');
        setTimeout(() => response.destroy(), 5);
      },
      completed,
    );
    expect(await ask()).toMatchObject({ status: 'completed' });
  });
});

describe('a request without an answer', () => {
  const silent = (): void => {};

  it('ends with requestTimeout, after retries', async () => {
    service.answer('getDetectRegions', silent);
    const error = await thrownBy(errors.TimeoutError, () =>
      ask({ ...tokenGiven, requestTimeout: 30_000, maxRetries: 1 }),
    );
    expect(error).toMatchObject({ taskId: 'task-1', operation: 'getDetectRegions' });
    expect(service.count('getDetectRegions')).toBe(2);
  });

  it('may have been accepted when it was a submission', async () => {
    service.answer('postDetectRegions', silent);
    const error = await thrownBy(errors.TimeoutError, () =>
      submit({ ...tokenGiven, requestTimeout: 30_000 }),
    );
    expect(error).toMatchObject({ maybeSent: true, retryable: false });
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('ends with the deadline', async () => {
    service.answer('postDetectRegions', silent);
    const error = await thrownBy(errors.DeadlineError, () =>
      client(tokenGiven).submit(png(), { deadline: 50_000 }),
    );
    expect(error).toMatchObject({ maybeSent: true, retryable: false });
  });

  it('ends when the caller aborts', async () => {
    const controller = new AbortController();
    service.answer('postDetectRegions', () => controller.abort(new Error('mine')));
    const error = await thrownBy(errors.AbortError, () =>
      client().submit(png(), { signal: controller.signal }),
    );
    expect(error).toMatchObject({ maybeSent: true, cause: { message: 'mine' } });
  });

  it('ends too when fetch ignores its signal', async () => {
    const deaf = (): Promise<Response> => new Promise(() => {});
    await thrownBy(errors.DeadlineError, () =>
      client({ fetch: deaf }).task('task-1').result({ deadline: 2_000 }),
    );
  });
});
