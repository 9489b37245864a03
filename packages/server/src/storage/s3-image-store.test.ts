import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { describeImageStore } from '../../test/describe-image-store.ts';
import { describeWithS3, type S3Server } from '../../test/s3.ts';
import { ServerError } from '../errors.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { type ImageStore, ImageStoreFullError } from './image-store.ts';
import { openImageStore } from './open-image-store.ts';
import { S3Client } from './s3-client.ts';
import { openS3ImageStore, type S3ImageStoreOptions } from './s3-image-store.ts';
import { parseS3Url } from './s3-location.ts';
import { elements, textOf } from './s3-xml.ts';

const MEGABYTE = 1024 * 1024;
const HOUR = 3_600_000;
const HUGE = Number.MAX_SAFE_INTEGER;

/** An image whose bytes differ all over, in chunks as they come in. */
async function* image(bytes: number): AsyncGenerator<Uint8Array> {
  const chunk = 48_000;
  for (let at = 0; at < bytes; at += chunk) {
    yield Buffer.alloc(Math.min(chunk, bytes - at), createHash('sha256').update(String(at)).digest());
  }
}

async function digest(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

async function list(store: ImageStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.storedBefore(Date.now() + HOUR)) ids.push(id);
  return ids.sort();
}

async function cause(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnavailableError);
  return String((error as UnavailableError).cause);
}

afterEach(() => vi.unstubAllEnvs());

describeWithS3('Storage that speaks S3', (server) => {
  const open = async (options: Partial<S3ImageStoreOptions> = {}): Promise<ImageStore> =>
    openS3ImageStore({
      url: options.url ?? (await server.url()),
      maxBytes: HUGE,
      longestUpload: HOUR,
      now: Date.now,
      credentials: server.credentials,
      ...options,
    });

  describeImageStore('The bucket', (maxBytes) => open({ maxBytes }));

  test.each([8 * MEGABYTE, 8 * MEGABYTE + 1, 20 * MEGABYTE])(
    'an image of %i bytes comes back as it went in',
    async (bytes) => {
      const store = await open();
      await store.put('a', image(bytes));
      const stored = await store.get('a');
      expect(stored).toHaveLength(bytes);
      const came = createHash('sha256')
        .update(stored ?? '')
        .digest('hex');
      expect(came).toBe(await digest(image(bytes)));
    },
  );

  test('a large image that breaks off leaves no parts', async () => {
    const url = await server.url();
    const store = await open({ url });
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* image(17 * MEGABYTE);
      throw new TypeError('broke off');
    };
    await expect(store.put('a', broken())).rejects.toThrow(new TypeError('broke off'));
    expect(await list(store)).toEqual([]);
    expect(await uploadsUnderWay(server, url)).toEqual([]);
  });

  test('parts that a process left are cleared away once they are old', async () => {
    const url = await server.url();
    const client = new S3Client(parseS3Url(url), server.credentials);
    await client.send({ method: 'POST', key: 'images/left', query: { uploads: '' } });
    await client.send({ method: 'POST', key: 'others/left', query: { uploads: '' } });
    await list(await open({ url }));
    expect(await uploadsUnderWay(server, url)).toEqual(['images/left', 'others/left']);
    // Not to be told from one that began an hour ago.
    await list(await open({ url, longestUpload: -HOUR }));
    expect(await uploadsUnderWay(server, url)).toEqual(['others/left']);
  });

  test('all pages of a listing are read', async () => {
    const url = await server.url();
    const store = await open({ url });
    const client = new S3Client(parseS3Url(url), server.credentials);
    const ids = Array.from({ length: 1003 }, (_, index) => `image-${String(index).padStart(4, '0')}`);
    for (let at = 0; at < ids.length; at += 50) {
      const some = ids.slice(at, at + 50);
      await Promise.all(
        some.map((id) => client.send({ method: 'PUT', key: `images/${id}`, body: Buffer.from('1') })),
      );
    }
    await client.send({ method: 'PUT', key: 'images/no.id', body: Buffer.from('1') });
    await client.send({ method: 'PUT', key: 'elsewhere', body: Buffer.from('1') });
    expect(await list(store)).toEqual(ids);
  }, 60_000);

  test('two stores share a bucket', async () => {
    const url = await server.url();
    const ours = await open({ url, maxBytes: 100 });
    const theirs = await open({ url, maxBytes: 100 });
    await theirs.put('a', image(60));
    expect(await ours.get('a')).toHaveLength(60);
    expect(await list(ours)).toEqual(['a']);
    await expect(ours.put('b', image(60))).rejects.toThrow(ImageStoreFullError);
  });

  test('a wrong secret, or a bucket that is not there, makes it unavailable, and no secret is told', async () => {
    const secret = 'a secret that is wrong';
    const credentials = { ...server.credentials, secretAccessKey: secret };
    const wrong = await cause(open({ credentials }));
    expect(wrong).toBe('S3Error: The storage answered 403 SignatureDoesNotMatch.');
    const missing = await cause(open({ url: await server.url('missing') }));
    expect(missing).toBe('S3Error: The storage answered 404 NoSuchBucket.');
  });

  test('the option images opens it, with the credentials of the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', server.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', server.credentials.secretAccessKey);
    const url = await server.url();
    const store = await openImageStore(url, { maxBytes: 100, longestUpload: HOUR, now: Date.now });
    await store.put('a', image(60));
    expect(await list(await open({ url }))).toEqual(['a']);
    await expect(
      openImageStore(await server.url('missing'), { maxBytes: 100, longestUpload: HOUR, now: Date.now }),
    ).rejects.toThrow(
      /^Images can't be kept in s3:\/\/missing\/images \(The storage answered 404 NoSuchBucket\.\): /,
    );
  });

  test('a server that is killed in the middle of an image makes it unavailable, and is used again once it is back', async () => {
    const url = await server.url();
    const store = await open({ url });
    const small = await open({ url, maxBytes: 100 });
    let pulled = 0;
    const dying = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of image(20 * MEGABYTE)) {
        pulled += chunk.byteLength;
        if (pulled - chunk.byteLength < 10 * MEGABYTE && pulled >= 10 * MEGABYTE) await server.kill();
        yield chunk;
      }
    };
    expect(await cause(store.put('a', dying()))).toContain('ECONNREFUSED');
    // Which would have to be counted first.
    await expect(small.put('a', image(1000))).rejects.toThrow(UnavailableError);
    await expect(store.get('a')).rejects.toThrow(UnavailableError);
    await expect(store.delete('a')).rejects.toThrow(UnavailableError);
    await expect(store.check()).rejects.toThrow(UnavailableError);
    await expect(list(store)).rejects.toThrow(UnavailableError);
    await server.start();
    expect(await store.get('a')).toBeUndefined();
    await store.check();
    await store.put('a', image(10));
    expect(await list(store)).toEqual(['a']);
  }, 60_000);
});

async function uploadsUnderWay(server: S3Server, url: string): Promise<string[]> {
  const client = new S3Client(parseS3Url(url), server.credentials);
  const { body } = await client.send({ method: 'GET', query: { uploads: '' } });
  return elements(Buffer.from(body).toString(), 'Upload')
    .map((upload) => textOf(upload, 'Key'))
    .sort();
}

describe('what a real server does not do when asked to', () => {
  /** A server that answers as the test says. */
  async function storage(
    answer: (
      request: { method: string; url: URL },
      count: number,
    ) => [status: number, body?: string, headers?: Record<string, string>],
  ): Promise<{ store: Promise<ImageStore>; requests: string[] }> {
    const requests: string[] = [];
    const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
      const url = new URL(incoming.url ?? '', 'http://host');
      const method = incoming.method ?? '';
      requests.push(`${method} ${url.pathname}`);
      incoming.resume().on('end', () => {
        const [status, body = '', headers = {}] = answer({ method, url }, requests.length);
        outgoing.writeHead(status, headers).end(body);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    const url = `s3://bucket?endpoint=http://127.0.0.1:${port}`;
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
    return {
      store: openS3ImageStore({ url, maxBytes: HUGE, longestUpload: HOUR, now: Date.now, credentials }),
      requests,
    };
  }

  const empty = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';

  test('what fails for the moment is tried again', async () => {
    const { store, requests } = await storage((_, count) =>
      count < 3 ? [503, '<Error><Code>SlowDown</Code></Error>'] : [200, empty],
    );
    await (await store).check();
    expect(requests.filter((request) => request === 'GET /bucket')).toHaveLength(3);
  });

  test('but not for ever', async () => {
    const { store, requests } = await storage(() => [503]);
    expect(await cause(store)).toBe('S3Error: The storage answered 503.');
    expect(requests).toHaveLength(4);
  });

  test('a redirect is not followed', async () => {
    const { store, requests } = await storage(() => [307, '', { location: '/elsewhere' }]);
    expect(await cause(store)).toBe('S3Error: The storage answered 307.');
    expect(requests).toEqual(['GET /bucket']);
  });

  test('what an answer says beside its code stays out of the message', async () => {
    const { store } = await storage(() => [
      403,
      '<Error><Code>No secret here</Code><StringToSign>secret</StringToSign></Error>',
    ]);
    expect(await cause(store)).toBe('S3Error: The storage answered 403.');
  });

  test('an image that was completed, of which the answer was lost, is complete', async () => {
    const { store } = await storage(({ method, url }) => {
      if (method === 'POST' && url.searchParams.has('uploads')) return [200, '<R><UploadId>1</UploadId></R>'];
      if (method === 'POST') return [404, '<Error><Code>NoSuchUpload</Code></Error>'];
      if (method === 'HEAD') return [200, '', { 'content-length': String(9 * MEGABYTE) }];
      return [200, empty, { etag: '"tag"' }];
    });
    await (await store).put('a', image(9 * MEGABYTE));
  });

  test('one that was not completed, though the answer began well, is not stored, and its parts are dropped', async () => {
    const { store, requests } = await storage(({ method, url }) => {
      if (method === 'POST' && url.searchParams.has('uploads')) return [200, '<R><UploadId>1</UploadId></R>'];
      if (method === 'POST') return [200, '<Error><Code>InternalError</Code></Error>'];
      if (method === 'HEAD') return [404];
      return [200, empty, { etag: '"tag"' }];
    });
    expect(await cause((await store).put('a', image(9 * MEGABYTE)))).toBe(
      'S3Error: The storage answered 200 InternalError.',
    );
    expect(requests.at(-1)).toBe('DELETE /bucket/a');
  });
});

test('credentials are asked for when they are not there', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
  const opened = openS3ImageStore({ url: 's3://bucket', maxBytes: 1, longestUpload: HOUR, now: Date.now });
  await expect(opened).rejects.toThrow(ServerError);
  await expect(opened).rejects.toThrow('set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
});
