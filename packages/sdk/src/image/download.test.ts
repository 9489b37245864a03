import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { bytesOf, largePng, png } from '../testing/images.ts';
import { text } from '../testing/loopback.ts';
import { client, events, service, useService } from '../testing/service.ts';
import { thrownBy } from '../testing/thrown.ts';
import { openImage as open } from './open.ts';

useService();

const image = largePng(700_000);
let requests: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let url: string;
let close: () => void;

beforeEach(async () => {
  requests = [];
  answer = (_request, response) =>
    void response.writeHead(200, { 'content-length': image.length }).end(image);
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page.png`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterEach(() => close());

const openImage = (
  input: unknown,
  options?: Parameters<typeof open>[2],
  signal = new AbortController().signal,
): ReturnType<typeof open> => open(input, signal, options);

describe('an image at an address', () => {
  it.each([['text', () => url] as const, ['a URL', () => new URL(url)] as const])(
    'given as %s, comes whole, with one request',
    async (_name, address) => {
      const { source, width } = await openImage({ url: address() });
      expect(width).toBe(1);
      expect(source.size).toBe(image.length);
      expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
      expect(requests.length).toBe(1);
    },
  );

  it('comes again with another request', async () => {
    const { source } = await openImage({ url });
    await bytesOf(source);
    expect(source.replayable).toBe(true);
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
    expect(requests.length).toBe(2);
  });

  it('comes again after it has been let go of', async () => {
    const { source } = await openImage({ url });
    await source.close?.();
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });

  it('must not have changed when it comes again', async () => {
    let version = 0;
    answer = (_request, response) => void response.writeHead(200, { etag: `"${++version}"` }).end(image);
    const { source } = await openImage({ url });
    await bytesOf(source);
    const error = await thrownBy(InvalidInputError, () => bytesOf(source));
    expect(error.message).toContain('has changed');
    expect(error.field).toBe('image');
  });

  it('has no size when the server does not tell', async () => {
    answer = (_request, response) => {
      response.write(image.subarray(0, 100_000));
      response.end(image.subarray(100_000));
    };
    const { source } = await openImage({ url });
    expect(source.size).toBeUndefined();
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });

  it('has no size when it is compressed on its way, which is not asked for', async () => {
    answer = (_request, response) => {
      const body = gzipSync(image);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
    };
    const { source } = await openImage({ url });
    expect(requests[0]?.headers['accept-encoding']).toBe('identity');
    expect(source.size).toBeUndefined();
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });

  it('is downloaded by the given fetch', async () => {
    const asked: string[] = [];
    const fetch = async (input: unknown): Promise<Response> => {
      asked.push(String(input));
      return new Response(png(3, 4));
    };
    expect(await openImage({ url: 'https://example.com/a' }, { fetch })).toMatchObject({
      width: 3,
      height: 4,
    });
    expect(asked).toEqual(['https://example.com/a']);
  });

  it('is sent without a token to its server, and is no call of the API', async () => {
    const made = client();
    const { regions } = await made.detect({ url });
    expect(regions.length).toBe(1);
    expect(JSON.parse(service.requests.find(({ body }) => body.includes('"image"'))?.body ?? '').image).toBe(
      Buffer.from(image).toString('base64'),
    );
    expect(requests.length).toBe(1);
    expect(Object.keys(requests[0]?.headers ?? {})).not.toContain('authorization');
    expect(Object.values(made.usage).reduce((sum, count) => sum + count)).toBe(service.requests.length);
  });

  it('is downloaded again when the submission is sent again', async () => {
    service.answer('postDetectRegions', text(503, 'busy'), text(200, 'task-1'));
    expect((await client().submit({ url })).id).toBe('task-1');
    expect(requests.length).toBe(2);
  });

  it('is recognised by a store', async () => {
    const store = new Map<string, string>();
    expect((await client({ store }).submit({ url })).id).toBe('task-1');
    expect((await client({ store }).submit({ url })).id).toBe('task-1');
    expect(service.count('postDetectRegions')).toBe(1);
  });
});

describe('redirects', () => {
  const to = (location: string) => (_request: unknown, response: ServerResponse) =>
    void response.writeHead(302, { location }).end();

  it('are followed on this machine', async () => {
    const last = answer;
    answer = (request, response) =>
      (request.url === '/page.png' ? to('/moved.png') : last)(request, response);
    const { source } = await openImage({ url });
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });

  it.each([
    ['for ever', '/page.png', 21],
    ['to http: elsewhere', 'http://example.com/page.png', 1],
    ['to a file', 'file:///etc/passwd', 1],
  ])('are not followed %s', async (_name, location, count) => {
    answer = to(location);
    const error = await thrownBy(InvalidInputError, () => openImage({ url }));
    expect(error.message).toContain('redirects');
    expect(error.field).toBe('image');
    expect(requests.length).toBe(count);
  });

  it('are not followed from https: to this machine', async () => {
    const asked: unknown[] = [];
    const fetch = async (input: unknown): Promise<Response> => {
      asked.push(input);
      return Response.redirect(url);
    };
    await thrownBy(InvalidInputError, () => openImage({ url: 'https://example.com/a' }, { fetch }));
    expect(asked).toEqual(['https://example.com/a']);
  });

  // What browsers give for a redirect that is not to be followed, and for one that was.
  const opaque = (end: string): typeof fetch => {
    const given = (init: object, response: Response): Response => {
      for (const [name, value] of Object.entries(init)) Object.defineProperty(response, name, { value });
      return response;
    };
    return async (_input, init) =>
      init?.redirect === 'manual'
        ? given({ type: 'opaqueredirect', status: 0, ok: false }, new Response(null))
        : given({ url: end }, new Response(png(3, 4)));
  };

  it('are followed by a browser, unless they end in the clear', async () => {
    const address = { url: 'https://example.com/a' };
    expect(await openImage(address, { fetch: opaque('https://example.org/b') })).toMatchObject({ width: 3 });
    await thrownBy(InvalidInputError, () => openImage(address, { fetch: opaque('http://example.org/b') }));
  });
});

describe('what can not be downloaded', () => {
  it.each([
    ['http: elsewhere', 'http://example.com/page.png', 'must be an absolute URL'],
    ['another scheme', 'ftp://example.com/page.png', 'must be an absolute URL'],
    ['half an address', '/page.png', 'must be an absolute URL'],
    ['a number', 7, 'must be an absolute URL'],
    ['a password in it', 'https://me:secret@example.com/page.png', 'user name or password'],
  ])('is refused before any request: %s', async (_name, address, message) => {
    let asked = 0;
    const fetch = async (): Promise<Response> => {
      asked++;
      return new Response(png());
    };
    const error = await thrownBy(InvalidInputError, () => openImage({ url: address }, { fetch }));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
    expect(error.field).toBe('image');
    expect(asked).toBe(0);
  });

  it.each([404, 500, 204])('is told with its status: %i', async (status) => {
    answer = (_request, response) => void response.writeHead(status).end();
    const error = await thrownBy(InvalidInputError, () => openImage({ url }));
    expect(error.message).toContain(`its status is ${status}`);
    expect(error.field).toBe('image');
  });

  it('is told with its cause when there is no connection', async () => {
    close();
    const error = await thrownBy(InvalidInputError, () => openImage({ url }));
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('is refused when it is no image', async () => {
    answer = (_request, response) => void response.end('<!doctype html>');
    const error = await thrownBy(InvalidInputError, () => openImage({ url }));
    expect(error.accepted).toContain('PNG');
  });
});

describe('a download that stalls', () => {
  it('holds nobody up, though its fetch takes no notice of the signal', async () => {
    const controller = new AbortController();
    const fetch = (): Promise<Response> => new Promise(() => {});
    const result = thrownBy(InvalidInputError, () => openImage({ url }, { fetch }, controller.signal));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await result;
  });

  it('before its first byte, is aborted', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (request) => void request.once('close', resolve);
    });
    const controller = new AbortController();
    const result = thrownBy(InvalidInputError, () => openImage({ url }, {}, controller.signal));
    await expect.poll(() => requests.length).toBe(1);
    controller.abort();
    await result;
    await closed;
  });

  it.each([1, 2])('halfway, is aborted with the submission at attempt %i', async (attempt) => {
    const last = answer;
    let stalled = (): void => {};
    const stalling = new Promise<void>((resolve) => {
      stalled = resolve;
    });
    const closed = new Promise<void>((resolve) => {
      answer = (request, response) => {
        if (requests.length < attempt) return last(request, response);
        response
          .writeHead(200, { 'content-length': image.length })
          .write(image.subarray(0, 500_000), stalled);
        response.once('close', resolve);
      };
    });
    service.answer('postDetectRegions', text(503, 'busy'), text(200, 'task-1'));
    const controller = new AbortController();
    const result = client()
      .submit({ url }, { signal: controller.signal })
      .catch((error: unknown) => error);
    const sent = (): unknown[] =>
      events.filter((event) => event.type === 'request' && event.operation === 'postDetectRegions');
    await expect.poll(() => sent().length).toBe(attempt);
    await stalling;
    // What has arrived is taken before there is nothing more to take.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await result).toMatchObject({ code: 'aborted', maybeSent: false });
    await closed;
  });
});
