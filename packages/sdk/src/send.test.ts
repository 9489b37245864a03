import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DetectRegions } from './client.ts';
import * as errors from './errors/index.ts';
import type { DetectRegionsEvent } from './events.ts';
import type { DetectRegionsOptions } from './options.ts';
import { fastClock } from './testing/fast-clock.ts';
import { largePng, png } from './testing/images.ts';
import { broken, completed, json, type Loopback, startLoopback, text, token } from './testing/loopback.ts';
import { thrownBy } from './testing/thrown.ts';

let service: Loopback;
let events: DetectRegionsEvent[];

beforeEach(async () => {
  service = await startLoopback();
  events = [];
});
afterEach(() => service.close());

const client = (options: DetectRegionsOptions = {}): DetectRegions =>
  new DetectRegions({
    baseUrl: service.url,
    clientId: 'id',
    clientSecret: 's3cret',
    clock: fastClock,
    onEvent: (event) => events.push(event),
    ...options,
  });
const given = { accessToken: 'mine', clientId: undefined, clientSecret: undefined };
const submit = (options?: DetectRegionsOptions) => client(options).submit(png());
const ask = (options?: DetectRegionsOptions) => client(options).task('task-1').result();

describe('a request', () => {
  it('goes where the spec says, with the token, and all settings', async () => {
    await submit();
    const [tokenRequest, request] = service.requests;
    expect(tokenRequest).toMatchObject({
      operation: 'postToken',
      body: 'grant_type=client_credentials&client_id=id&client_secret=s3cret',
    });
    expect(tokenRequest?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(tokenRequest?.headers.authorization).toBeUndefined();
    expect(request).toMatchObject({ operation: 'postDetectRegions', url: '/v5.0/ocr/DetectRegions' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      accept: 'text/plain',
      'content-type': 'application/json',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      image: Buffer.from(png()).toString('base64'),
      settings: {
        language: 'English',
        makeSkewCorrect: true,
        rotate: 0,
        makeBinarization: false,
        makeContrastCorrection: true,
        makeUpsampling: false,
        dsrMode: 'Regions',
        dsrConfidence: 'Default',
      },
    });
  });

  it('asks for a task by its id, whatever the id is', async () => {
    await client().task('a&b=c/ü').result();
    expect(service.requests[1]?.url).toBe(`/v5.0/ocr/DetectRegions?id=${encodeURIComponent('a&b=c/ü')}`);
    expect(service.requests[1]?.headers.accept).toBe('application/json');
  });

  it('keeps the path of baseUrl', async () => {
    await thrownBy(errors.ProtocolError, () =>
      submit({
        baseUrl: `${service.url}/proxy/`,
        accessToken: 't',
        clientId: undefined,
        clientSecret: undefined,
      }),
    );
    expect(service.requests[0]?.url).toBe('/proxy/v5.0/ocr/DetectRegions');
  });

  it('sends a large image whole, and says how long it is', async () => {
    const image = largePng(1_000_000);
    await client().submit(image);
    const { body, headers } = service.requests[1] as (typeof service.requests)[1];
    expect(headers['content-length']).toBe(String(body.length));
    expect(Buffer.compare(Buffer.from((JSON.parse(body) as { image: string }).image, 'base64'), image)).toBe(
      0,
    );
  });

  it('sends a stream in chunks', async () => {
    const image = largePng(1_000_000);
    await client().submit(new Blob([image]).stream());
    const { body, headers } = service.requests[1] as (typeof service.requests)[1];
    expect(headers['transfer-encoding']).toBe('chunked');
    expect(Buffer.compare(Buffer.from((JSON.parse(body) as { image: string }).image, 'base64'), image)).toBe(
      0,
    );
  });

  it('uses the global fetch of the moment, as a method of nothing else', async () => {
    const made = client();
    const seen: unknown[] = [];
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', function (this: unknown, ...given: Parameters<typeof fetch>) {
      seen.push(this);
      return fetch(...given);
    });
    await made.submit(png());
    vi.unstubAllGlobals();
    expect(seen).toHaveLength(2);
    expect(seen.every((value) => value === undefined || value === globalThis)).toBe(true);
  });

  it('uses a given fetch, without a this and without credentials', async () => {
    const inits: (RequestInit | undefined)[] = [];
    await submit({
      fetch(this: unknown, input, init) {
        expect(this).toBeUndefined();
        inits.push(init);
        return fetch(input, init);
      },
    });
    expect(inits).toHaveLength(2);
    for (const init of inits) {
      expect(init).not.toHaveProperty('credentials');
      expect(init).toMatchObject({ redirect: 'error', window: null });
    }
  });

  it.each(['task-1', '"task-1"', ' task-1\r\n', '"task-1"\n'])('takes the id as %j', async (answer) => {
    service.answer('postDetectRegions', text(200, answer));
    expect((await submit()).id).toBe('task-1');
  });

  it.each(['', '""', '<html>', '{"id":"task-1"}', 'no id here', 'x'.repeat(300)])(
    'takes %j for no id, and says that the image may be accepted',
    async (answer) => {
      service.answer('postDetectRegions', text(200, answer));
      const error = await thrownBy(errors.ProtocolError, submit);
      expect(error).toMatchObject({ maybeSent: true, operation: 'postDetectRegions' });
      expect(service.count('postDetectRegions')).toBe(1);
    },
  );

  it.each(['', 'null', '[]', '{}', '<html>', '{"taskStatus":7}'])('takes %j for no task', async (answer) => {
    service.answer('getDetectRegions', text(200, answer));
    expect(await thrownBy(errors.ProtocolError, ask)).toMatchObject({
      taskId: 'task-1',
      operation: 'getDetectRegions',
    });
  });

  it('follows no redirect, which could carry the token away', async () => {
    await using elsewhere = await startLoopback();
    service.answer(
      'getDetectRegions',
      text(307, '', { location: `${elsewhere.url}/v5.0/ocr/DetectRegions?id=1` }),
    );
    const error = await thrownBy(errors.ProtocolError, ask);
    expect(error.message).toContain('redirect');
    expect(elsewhere.requests).toEqual([]);
    expect(service.count('getDetectRegions')).toBe(1);
  });
});

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
    const task = client(given).task('task-1');
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
    const error = await thrownBy(errors.NetworkError, () =>
      submit({ accessToken: 't', clientId: undefined, clientSecret: undefined }),
    );
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

describe('a token', () => {
  it('is shared by all calls', async () => {
    const made = client();
    await Promise.all(Array.from({ length: 50 }, () => made.task('t').result()));
    expect(service.count('postToken')).toBe(1);
    expect(made.usage).toMatchObject({ postToken: 1, getDetectRegions: 50, postDetectRegions: 0 });
  });

  it.each(['Bearer', 'bearer', 'BEARER', undefined])('may be of type %s', async (token_type) => {
    service.answer('postToken', json(200, { access_token: 'a', expires_in: 3_600, token_type }));
    await ask();
    expect(service.requests[1]?.headers.authorization).toBe('Bearer a');
  });

  it.each([
    ['of another type', json(200, { access_token: 'a', token_type: 'mac' })],
    ['missing', json(200, { token_type: 'bearer' })],
    ['no JSON', text(200, '<html>')],
  ])('that is %s breaks the protocol', async (_name, answer) => {
    service.answer('postToken', answer);
    await thrownBy(errors.ProtocolError, ask);
  });

  it('that is refused is replaced, and an image sent again', async () => {
    service.answer('postToken', token('stale'), token('fresh'));
    service.answer('postDetectRegions', json(401, { title: 'Unauthorized' }), text(200, 'task-2'));
    const image = largePng(600_000);
    const task = await client().submit(image);
    expect(task.id).toBe('task-2');
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      'Bearer stale',
      undefined,
      'Bearer fresh',
    ]);
    expect(service.requests[3]?.body).toBe(service.requests[1]?.body);
  });

  it('is replaced once for all who were refused', async () => {
    service.answer('postToken', token('stale'), token('fresh'));
    service.answer('getDetectRegions', (request, response) =>
      (request.headers.authorization === 'Bearer fresh' ? completed : json(401, {}))(request, response),
    );
    const made = client();
    const results = await Promise.all(Array.from({ length: 30 }, () => made.task('t').result()));
    expect(results.every((result) => result?.status === 'completed')).toBe(true);
    expect(service.count('postToken')).toBe(2);
  });

  it('that is refused when fresh means that the credentials are wrong', async () => {
    service.answer('getDetectRegions', json(401, { title: 'Unauthorized', detail: 'Token token-1 is bad' }));
    const error = await thrownBy(errors.AuthError, ask);
    expect(error).toMatchObject({ status: 401, taskId: 'task-1' });
    expect(error.message).not.toContain('token-1');
    expect(service.count('getDetectRegions')).toBe(2);
    expect(service.count('postToken')).toBe(2);
  });

  it('that was given is final when it is refused', async () => {
    service.answer('getDetectRegions', json(401, {}));
    await thrownBy(errors.AuthError, () =>
      ask({ accessToken: 'mine', clientId: undefined, clientSecret: undefined }),
    );
    expect(service.count('getDetectRegions')).toBe(1);
    expect(service.count('postToken')).toBe(0);
  });

  it("that is not given is explained in the server's words, without the secret", async () => {
    service.answer('postToken', json(401, { error: 'invalid_client', error_description: 'no s3cret' }));
    const error = await thrownBy(errors.AuthError, submit);
    expect(error).toMatchObject({
      error: 'invalid_client',
      status: 401,
      operation: 'postToken',
      maybeSent: false,
    });
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain('s3cret');
    expect(service.count('postToken')).toBe(1);
  });

  it('is asked for again when the service fails', async () => {
    service.answer('postToken', text(503, ''), broken, token());
    await ask();
    expect(service.count('postToken')).toBe(3);
  });

  it('that can not be had tells each waiting caller about his own task', async () => {
    service.answer('postToken', json(400, { error: 'invalid_client' }));
    const made = client();
    const found = await Promise.all(
      ['a', 'b'].map((id) => thrownBy(errors.AuthError, () => made.task(id).result())),
    );
    expect(found.map(({ taskId }) => taskId)).toEqual(['a', 'b']);
    expect(service.count('postToken')).toBe(1);
  });

  it('comes for the others when one caller gives up waiting', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    service.answer('postToken', async (request, response) => {
      await released;
      await token()(request, response);
    });
    const made = client();
    const controller = new AbortController();
    const impatient = thrownBy(errors.AbortError, () => made.task('a').result({ signal: controller.signal }));
    const patient = made.task('b').result();
    controller.abort();
    expect((await impatient).taskId).toBe('a');
    release();
    expect(await patient).toMatchObject({ status: 'completed' });
    expect(service.count('postToken')).toBe(1);
  });
});

describe('a request without an answer', () => {
  const silent = (): void => {};

  it('ends with requestTimeout, after retries', async () => {
    service.answer('getDetectRegions', silent);
    const error = await thrownBy(errors.TimeoutError, () =>
      ask({ ...given, requestTimeout: 30_000, maxRetries: 1 }),
    );
    expect(error).toMatchObject({ taskId: 'task-1', operation: 'getDetectRegions' });
    expect(service.count('getDetectRegions')).toBe(2);
  });

  it('may have been accepted when it was a submission', async () => {
    service.answer('postDetectRegions', silent);
    const error = await thrownBy(errors.TimeoutError, () => submit({ ...given, requestTimeout: 30_000 }));
    expect(error).toMatchObject({ maybeSent: true, retryable: false });
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('ends with the deadline', async () => {
    service.answer('postDetectRegions', silent);
    const error = await thrownBy(errors.DeadlineError, () =>
      client(given).submit(png(), { deadline: 50_000 }),
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

describe('an image that can be read once', () => {
  const stream = (size: number): ReadableStream<Uint8Array> => new Blob([largePng(size)]).stream();

  it('is not sent again after it has been refused', async () => {
    service.answer('postDetectRegions', text(503, ''), text(200, 'task-2'));
    expect(await thrownBy(errors.ServerError, () => client().submit(stream(500_000)))).toMatchObject({
      maybeSent: false,
    });
    expect(service.count('postDetectRegions')).toBe(1);
  });

  it('that fails halfway fails the submission, which was surely not accepted', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield largePng(400_000);
      throw new Error('disk on fire');
    }
    const error = await thrownBy(errors.InvalidInputError, () => client().submit(failing()));
    expect(error).toMatchObject({ field: 'image', maybeSent: false, cause: { message: 'disk on fire' } });
    expect(service.count('postDetectRegions')).toBe(0);
  });
});
