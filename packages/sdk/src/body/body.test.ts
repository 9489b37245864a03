import { afterEach, describe, expect, it, vi } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { base64Source } from '../image/base64-source.ts';
import { bytesOrBlob, bytesSource } from '../image/random-access.ts';
import type { ImageSource } from '../image/source.ts';
import { fromIterable, streamSource } from '../image/stream.ts';
import { largePng } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { type Body, openBody } from './body.ts';

const json = { image: '', settings: { language: 'English', note: '"image":"ü' } };

const unaborted = new AbortController().signal;

afterEach(() => {
  vi.unstubAllGlobals();
});

const textOf = (body: Body): Promise<string> => new Response(body.content).text();

describe.each([1, 2, 3, 100, 262_144, 262_145, 1_000_000])('an image of %i bytes', (size) => {
  const bytes = largePng(Math.max(size, 67)).subarray(0, size);
  const expected = { ...json, image: Buffer.from(bytes).toString('base64') };
  const sources: [string, () => ImageSource][] = [
    ['memory', () => bytesSource(bytes)],
    ['a Blob', () => bytesOrBlob(new Blob([bytes])) as ImageSource],
    ['Base64', () => base64Source(Buffer.from(bytes).toString('base64'))],
    [
      'Base64 in lines',
      () => base64Source(Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')),
    ],
    ['a stream', () => streamSource(fromIterable(new Blob([bytes]).stream()))],
  ];

  it.each(sources)('from %s, is sent as Base64 in the JSON', async (_name, source) => {
    const body = await openBody(source(), JSON.stringify(json), (work) => work(unaborted));
    const text = await textOf(body);
    expect(JSON.parse(text)).toEqual(expected);
    expect(body.complete).toBe(true);
    const length = body.headers?.['Content-Length'];
    if (length !== undefined) expect(Number(length)).toBe(new TextEncoder().encode(text).length);
  });

  it.each(sources)('from %s, goes into a Blob where requests can not be streamed', async (_name, source) => {
    vi.stubGlobal('process', { ...process, versions: {} });
    const body = await openBody(source(), JSON.stringify(json), (work) => work(unaborted));
    vi.unstubAllGlobals();
    expect(body.duplex).toBeUndefined();
    // Small images go in one string everywhere.
    expect(typeof body.content === 'string').toBe(body.patience === undefined);
    expect(JSON.parse(await textOf(body))).toEqual(expected);
  });
});

it('is no longer collected once it is of no use, and its source is closed', async () => {
  const stop = new AbortController();
  let pieces = 0;
  let closed = false;
  async function* many(): AsyncGenerator<Uint8Array> {
    try {
      for (; pieces < 100; pieces++) {
        if (pieces === 10) stop.abort(new Error('of no use'));
        yield largePng(200_000);
      }
    } finally {
      closed = true;
    }
  }
  vi.stubGlobal('process', { ...process, versions: {} });
  const source = streamSource(fromIterable(many()));
  const error = await thrownBy(InvalidInputError, () =>
    openBody(source, JSON.stringify(json), (work) => work(stop.signal)),
  );
  expect(error.cause).toBe(stop.signal.reason);
  expect({ pieces, closed }).toEqual({ pieces: 10, closed: true });
});

describe('a streamed body', () => {
  const large = largePng(1_000_000);

  it('tells of progress, and is complete only with its last piece', async () => {
    const body = await openBody(bytesSource(large), JSON.stringify(json), (work) => work(unaborted));
    let progress = 0;
    body.onProgress?.(() => {
      progress++;
    });
    const reader = (body.content as ReadableStream<Uint8Array>).getReader();
    let text = '';
    for (;;) {
      const before = body.complete;
      const { done, value } = await reader.read();
      if (done) break;
      expect(before).toBe(false);
      text += new TextDecoder().decode(value);
    }
    expect(body.complete).toBe(true);
    expect(text.endsWith('}')).toBe(true);
    expect(progress).toBeGreaterThan(5);
  });

  it('lets go of the image when it is closed halfway', async () => {
    let ended = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(300_000);
      } finally {
        ended = true;
      }
    }
    const body = await openBody(streamSource(fromIterable(source())), JSON.stringify(json), (work) =>
      work(unaborted),
    );
    const reader = (body.content as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.read();
    await body.close?.();
    expect(ended).toBe(true);
    expect(body.complete).toBe(false);
  });

  it('knows what went wrong in reading the image', async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(300_000);
      throw new Error('disk on fire');
    }
    const body = await openBody(streamSource(fromIterable(source())), JSON.stringify(json), (work) =>
      work(unaborted),
    );
    const error = await thrownBy(InvalidInputError, () => textOf(body));
    expect(body.failure).toBe(error);
    expect(error.cause).toMatchObject({ message: 'disk on fire' });
    expect(body.complete).toBe(false);
  });
});
