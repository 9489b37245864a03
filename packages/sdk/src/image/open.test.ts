import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { unreadableImage } from '../failure/unreadable-image.ts';
import { bytesOf, largePng, png } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { openImage as open } from './open.ts';
import { piecesOf } from './pieces.ts';

const openImage = (input: unknown, signal = new AbortController().signal): ReturnType<typeof open> =>
  open(input, signal).catch((error: unknown) => {
    // As a submission tells it.
    throw unreadableImage(error);
  });
const image = largePng(700_000);
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-'));
  path = join(folder, 'page ü.png');
  await writeFile(path, image);
});
afterAll(() => rm(folder, { recursive: true }));

const blob = (): Blob => new Blob([image]);
const foreign = (): ArrayBuffer => {
  const buffer = runInNewContext(`new ArrayBuffer(${image.length})`) as ArrayBuffer;
  new Uint8Array(buffer).set(image);
  return buffer;
};
async function* generator(): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < image.length; offset += 1_000) yield image.subarray(offset, offset + 1_000);
}

describe('an image', () => {
  const again: [string, () => unknown][] = [
    ['bytes', () => image],
    ['a Buffer', () => Buffer.from(image)],
    ['a window on a larger buffer', () => new Uint8Array([1, 2, ...image, 3]).subarray(2, -1)],
    ['a view of another kind', () => new DataView(image.buffer)],
    ['an ArrayBuffer', () => image.buffer],
    ['an ArrayBuffer of another realm', foreign],
    ['a Blob', blob],
    ['a File', () => new File([image], 'page.png')],
    ['Base64', () => ({ base64: Buffer.from(image).toString('base64') })],
    [
      'Base64 in lines',
      () => ({ base64: Buffer.from(image).toString('base64').replace(/.{76}/g, '$&\r\n') }),
    ],
    ['a path', () => ({ path })],
    ['a file: URL', () => pathToFileURL(path)],
    ['a data: URL', () => new URL(`data:image/png;base64,${Buffer.from(image).toString('base64')}`)],
  ];
  const once: [string, () => unknown][] = [
    ['a web stream', () => blob().stream()],
    ['a stream of Node', () => createReadStream(path)],
    ['an async generator', generator],
  ];

  it.each([...again, ...once])(
    'comes out of %s whole, after its head has been looked at',
    async (_name, input) => {
      const { source, width, height } = await openImage(input());
      expect({ width, height }).toEqual({ width: 1, height: 1 });
      expect(source.replayable).toBe(true);
      expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
    },
  );

  it.each(again)('can be read again from %s', async (_name, input) => {
    const { source } = await openImage(input());
    await bytesOf(source);
    expect(source.replayable).toBe(true);
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });

  it.each(once)('can be read only once from %s', async (_name, input) => {
    const { source } = await openImage(input());
    await bytesOf(source);
    expect(source.replayable).toBe(false);
  });

  it('of an unknown type passes, without a size, when the caller insists', async () => {
    const signal = new AbortController().signal;
    const webp = Buffer.from('RIFF....WEBPVP8 ');
    const { source, ...size } = await open(webp, signal, { allowUnknownType: true });
    expect(size).toEqual({});
    expect(Buffer.compare(await bytesOf(source), webp)).toBe(0);
    const error = await thrownBy(InvalidInputError, () => open(webp, signal, { allowUnknownType: false }));
    expect(error.message).toContain('allowUnknownType: true');
  });

  it('must not be empty, even when the caller insists', async () => {
    const insist = { allowUnknownType: true };
    const error = await thrownBy(InvalidInputError, () =>
      open(new Uint8Array(), new AbortController().signal, insist),
    );
    expect(error.message).toContain('0 bytes');
  });

  it('has no size when its header does not tell', async () => {
    expect(Object.keys(await openImage(Buffer.from('%PDF-1.7')))).toEqual(['source']);
  });

  it('finds a size beyond the head of a file', async () => {
    const segment = [255, 0xe1, 255, 255, ...new Array(65_533).fill(1)];
    const frame = [255, 0xc0, 0, 11, 8, 1, 183, 2, 184, 3, 1, 34, 0];
    const long = join(folder, 'long.jpg');
    await writeFile(long, Uint8Array.from([255, 0xd8, ...segment, ...segment, ...frame]));
    expect(await openImage({ path: long })).toMatchObject({ width: 696, height: 439 });
  });
});

describe('an image from a file', () => {
  it('ends with an error when it is let go of, and can be read again', async () => {
    const { source } = await openImage({ path });
    const chunks = piecesOf(source, 1_000)[Symbol.asyncIterator]();
    await chunks.next();
    await source.close?.();
    await expect(chunks.next()).rejects.toThrow('no longer needed');
    expect(Buffer.compare(await bytesOf(source), image)).toBe(0);
  });
});

describe('what is no image', () => {
  it.each([
    ['a bare string', 'page.png', 'Is it a path or Base64?'],
    ['a data: URL as a string', 'data:image/png;base64,AAAA', 'new URL(text)'],
    ['an address as a string', 'https://example.com/page.png', '{ url: text }'],
    ['an answer of fetch', new Response('x'), 'response.blob()'],
    ['an https: URL', new URL('https://example.com/page.png'), 'pass { url }'],
    ['nothing', undefined, 'got undefined'],
    ['null', null, 'got null'],
    ['a number', 7, 'got number'],
    ['an array', [137, 80], 'got an array'],
    ['an object of another kind', { file: 'page.png' }, 'got object'],
    ['no bytes', new Uint8Array(), 'must not be empty'],
    ['an empty Blob', new Blob([]), 'must not be empty'],
    ['an empty stream', new Blob([]).stream(), 'must not be empty'],
    ['empty Base64', { base64: '' }, 'must not be empty'],
    ['an empty path', { path: '' }, 'must not be empty'],
    ['text', Buffer.from('Dear Sir'), 'BMP, GIF, JPEG, PDF, PNG, SVG, TIFF'],
    ['a data: URL in base64', { base64: 'data:image/png;base64,AAAA' }, 'new URL(text)'],
    ['a file that is not there', { path: '/no/such/page.png' }, "can't be read (ENOENT)"],
    ['a folder', { path: tmpdir() }, "can't be read (EISDIR)"],
    ['a stream of strings', Readable.from(['text', 'more']), 'gave a string'],
    ['a stream that fails', Readable.from(failing()), "can't be read"],
  ])('is refused: %s', async (_name, input, message) => {
    const error = await thrownBy(InvalidInputError, () => openImage(input));
    expect(error.message).toContain(message);
    expect(error.field).toBe('image');
    expect(error.message).not.toContain('AAAA');
  });

  it('is refused with the accepted types', async () => {
    const error = await thrownBy(InvalidInputError, () => openImage(new Uint8Array(9)));
    expect(error.accepted).toEqual(['BMP', 'GIF', 'JPEG', 'PDF', 'PNG', 'SVG', 'TIFF']);
    expect((await thrownBy(InvalidInputError, () => openImage('page.png'))).accepted).toContain('{ path }');
  });

  it('is let go of', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      cancel: () => {
        cancelled = true;
      },
    });
    await thrownBy(InvalidInputError, () => openImage(stream));
    expect(cancelled).toBe(true);
  });

  it('is let go of when it never comes and the caller gives up', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      cancel: () => {
        cancelled = true;
      },
    });
    const controller = new AbortController();
    const result = thrownBy(InvalidInputError, () => openImage(stream, controller.signal));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await result;
    expect(cancelled).toBe(true);
  });

  it('is let go of when the caller gives up before it is looked at', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      cancel: () => {
        cancelled = true;
      },
    });
    const controller = new AbortController();
    const result = thrownBy(InvalidInputError, () => openImage(stream, controller.signal));
    controller.abort();
    await result;
    expect(cancelled).toBe(true);
  });

  it('of Node is let go of when the caller gives up before it is looked at', async () => {
    const controller = new AbortController();
    const stream = createReadStream(path);
    const result = thrownBy(InvalidInputError, () => openImage(stream, controller.signal));
    controller.abort();
    await result;
    expect(stream.destroyed).toBe(true);
  });

  it('is refused when somebody else reads it', async () => {
    const stream = new Blob([png()]).stream();
    stream.getReader();
    const error = await thrownBy(InvalidInputError, () => openImage(stream));
    expect(error.message).toContain('locked');
  });
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield png();
  throw new Error('disk on fire');
}
