import { defaultSettings } from '@detect-regions/spec';
import { describe, expect, it, vi } from 'vitest';
import * as errors from './errors/index.ts';
import type { DetectRegionsOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Task } from './task.ts';
import { largePng, png } from './testing/images.ts';
import { startLoopback, text } from './testing/loopback.ts';
import { client, service, tokenGiven, useService } from './testing/service.ts';
import { thrownBy } from './testing/thrown.ts';

useService();

const submit = (options?: DetectRegionsOptions): Promise<Task> => client(options).submit(png());
const ask = (options?: DetectRegionsOptions): Promise<Outcome | null> =>
  client(options).task('task-1').result();

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
      // All of them: the service's defaults may be others than those of the spec.
      settings: defaultSettings,
    });
  });

  it('says who asks, and for whom', async () => {
    await submit();
    await submit({ userAgent: 'my-app/1.2 (team@example.org)' });
    expect(service.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      'detect-regions-sdk',
      'detect-regions-sdk',
      'detect-regions-sdk my-app/1.2 (team@example.org)',
      'detect-regions-sdk my-app/1.2 (team@example.org)',
    ]);
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
        ...tokenGiven,
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
