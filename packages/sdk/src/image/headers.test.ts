import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { png } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { openImage } from './open.ts';
import { otherHeader } from './other-headers.ts';
import { type ImageSize, rasterHeader } from './raster.ts';

/** What the header of an image tells. */
const header = async (image: Uint8Array | string): Promise<Partial<ImageSize>> => {
  const all = typeof image === 'string' ? new TextEncoder().encode(image) : image;
  const { source: _, ...found } = await openImage(all, new AbortController().signal);
  return found;
};

/** Bytes from numbers and text. */
const bytes = (...parts: readonly (number | string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((character) => character.charCodeAt(0)) : part,
    ),
  );
const le16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const le32 = (value: number): number[] => [...le16(value), ...le16(value >> 16)];
const be16 = (value: number): number[] => le16(value).reverse();
const be32 = (value: number): number[] => le32(value).reverse();
const segment = (marker: number, ...body: number[]): number[] => [
  255,
  marker,
  ...be16(body.length + 2),
  ...body,
];
const frame = (marker: number): number[] => segment(marker, 8, ...be16(439), ...be16(696), 3, 1, 0x22, 0);

it('reads a PNG', async () => {
  expect(await header(png(696, 439))).toEqual({ width: 696, height: 439 });
});

it('reads a GIF', async () => {
  expect(await header(bytes('GIF89a', le16(696), le16(439), new Array(30).fill(0)))).toEqual({
    width: 696,
    height: 439,
  });
});

it('reads a BMP of any age, also from the top down', async () => {
  const rest = new Array(30).fill(0);
  const fields = new Array(12).fill(0);
  expect(await header(bytes('BM', fields, le32(40), le32(696), le32(-439), rest))).toEqual({
    width: 696,
    height: 439,
  });
  expect(await header(bytes('BM', fields, le32(12), le16(696), le16(439), rest))).toEqual({
    width: 696,
    height: 439,
  });
});

it.each([0xc0, 0xc1, 0xc2, 0xcf])('reads a JPEG with a frame of kind %#', async (marker) => {
  const jpeg = bytes(
    [255, 0xd8],
    segment(0xe1, ...new Array(60_000).fill(0xff)),
    segment(0xc4, 1, 2, 3, 4, 5, 6, 7, 8),
    [255, 255],
    frame(marker).slice(1),
  );
  expect(await header(jpeg)).toEqual({ width: 696, height: 439 });
});

it.each([
  ['that ends early', [255, 0xd8, ...segment(0xe0, 1, 2, 3)]],
  [
    'that ends in its frame',
    [255, 0xd8, ...segment(0xe0, ...new Array(20).fill(1)), ...frame(0xc0).slice(0, 8)],
  ],
  ['that is not what it seems', [255, 0xd8, 255, 0xe0, 0, 4, 1, 2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]],
  ['with a segment of no length, for ever', [255, 0xd8, ...new Array(3_000).fill([255, 0xe0, 0, 0]).flat()]],
])('does not know the size of a JPEG %s', async (_name, jpeg) => {
  expect(await header(bytes(jpeg))).toEqual({});
});

const le64 = (value: number): number[] => [...le32(value), ...le32(0)];
const be64 = (value: number): number[] => [...be32(0), ...be32(value)];

interface Order {
  readonly n16: typeof le16;
  readonly n32: typeof le32;
  readonly n64: typeof le64;
}
const little: Order = { n16: le16, n32: le32, n64: le64 };
const large: Order = { n16: be16, n32: be32, n64: be64 };

/** A directory of 54 bytes: an image of 696 × 439, or one of 70 × 44 that belongs to it. */
const directory = ({ n16, n32 }: Order, next: number, subfile = 0): number[] => [
  ...n16(4),
  ...[...n16(254), ...n16(4), ...n32(1), ...n32(subfile)],
  ...[...n16(256), ...n16(3), ...n32(1), ...n16(subfile > 0 ? 70 : 696), ...n16(0)],
  ...[...n16(257), ...n16(4), ...n32(1), ...n32(subfile > 0 ? 44 : 439)],
  ...[...n16(258), ...n16(1), ...n32(1), ...n32(0)],
  ...n32(next),
];

it.each([
  ['little-endian', 'II', little],
  ['big-endian', 'MM', large],
] as const)('reads a TIFF, %s, with its directory at the end', async (_name, mark, order) => {
  const pixels = new Array(100).fill(7);
  const tiff = bytes(mark, order.n16(42), order.n32(108), pixels, directory(order, 0));
  expect(await header(tiff)).toEqual({ width: 696, height: 439 });
});

it.each([
  ['little-endian', 'II', little],
  ['big-endian', 'MM', large],
] as const)('reads a BigTIFF, %s', async (_name, mark, { n16, n64 }) => {
  const tiff = (next: number): Uint8Array =>
    bytes(
      mark,
      ...[n16(43), n16(8), n16(0), n64(16)],
      ...[n64(2), n16(256), n16(16), n64(1), n64(696)],
      ...[n16(257), n16(3), n64(1), n16(439), n16(0), n16(0), n16(0)],
      n64(next),
    );
  expect(await header(tiff(0))).toEqual({ width: 696, height: 439 });
  await thrownBy(InvalidInputError, () => header(tiff(16)));
});

const start = ['II', le16(42), le32(8)] as const;

it.each([
  ['of two pages', bytes(...start, directory(little, 62), directory(little, 0))],
  ['that has itself as its next page', bytes(...start, directory(little, 8))],
  ['whose next page is not there', bytes(...start, directory(little, 5_000))],
  [
    'of two pages with a thumbnail between',
    bytes(...start, directory(little, 62), directory(little, 116, 1), directory(little, 0)),
  ],
])('refuses a TIFF %s, even when the caller insists, and says what to do', async (_name, tiff) => {
  const error = await thrownBy(InvalidInputError, () =>
    openImage(tiff, new AbortController().signal, { allowUnknownType: true }),
  );
  expect(error.field).toBe('image');
  expect(error.message).toContain('single page');
});

it.each([
  ['a thumbnail after it', bytes(...start, directory(little, 62), directory(little, 0, 1))],
  ['a thumbnail before it', bytes(...start, directory(little, 62, 1), directory(little, 0))],
  ['a mask', bytes(...start, directory(little, 62), directory(little, 0, 4))],
])('takes a TIFF with %s for a single page', async (_name, tiff) => {
  expect(await header(tiff)).toEqual({ width: 696, height: 439 });
});

it('does not follow thumbnails for ever', async () => {
  expect(await header(bytes(...start, directory(little, 8, 1)))).toEqual({});
});

it.each([
  ['<svg width="696" height="439px">', { width: 696, height: 439 }],
  ["<?xml version='1.0'?><!-- a --><svg\n width = '69.5' height='439'>", { width: 69.5, height: 439 }],
  ['<svg width="100%" viewBox="0 0 696 439">', { width: 696, height: 439 }],
  ['<svg viewBox="-1,-2, 696,439">', { width: 696, height: 439 }],
  ['<svg width="21cm" height="29cm">', {}],
  ['<svg stroke-width="3" height="2">', {}],
  ['<svg width="1"', {}],
])('reads an SVG: %s', async (svg, expected) => {
  expect(await header(svg)).toEqual(expected);
});

const signatures: readonly (readonly [string, string])[] = [
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['GIF', 'GIF89a'],
  ['BMP', 'BM'],
  ['JPEG', '\xff\xd8\xff'],
  ['TIFF', 'II*\0'],
  ['SVG', '<svg>'],
  ['PDF', '%PDF-'],
];

it.each(signatures)(
  'does not know the size of a %s that ends after its signature, nor of one of 0 pixels',
  async (_type, signature) => {
    expect(await header(bytes(signature))).toEqual({});
    expect(await header(bytes(signature, new Array(64).fill(0)))).toEqual({});
  },
);

it.each([
  ['PNG', png(696, 439).subarray(0, 23)],
  ['GIF', bytes('GIF89a', le16(696), 1)],
  ['BMP', bytes('BM', new Array(12).fill(0), le32(40), le32(696), 1, 1)],
])('does not guess the size of a %s that ends in it', async (_type, image) => {
  expect(await header(image)).toEqual({});
});

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

it('reads an SVG in UTF-16', async () => {
  const image = utf16('<?xml version="1.0"?><svg width="696" height="439">');
  expect(await header(image)).toEqual({ width: 696, height: 439 });
  expect(await header(Uint8Array.from(Buffer.from(image).swap16()))).toEqual({ width: 696, height: 439 });
});

it.each([
  ['PNG', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
  ['JPEG', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
  ['JPEG', bytes('\xff\xd8\xff\xdb')],
  ['GIF', bytes('GIF87a')],
  ['BMP', bytes('BM\x46\0\0\0')],
  ['TIFF', bytes('II*\0\x08\0\0\0')],
  ['TIFF', bytes('MM\0*\0\0\0\x08')],
  ['TIFF', bytes('MM\0+\0\x08')],
  ['PDF', bytes('%PDF-1.7\n')],
  ['PDF', bytes(`${'\n'.repeat(1019)}%PDF-1.4`)],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  [
    'SVG',
    bytes('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>'),
  ],
  ['SVG', bytes('<s:svg xmlns:s="http://www.w3.org/2000/svg">')],
  ['SVG', utf16('<?xml version="1.0"?><svg width="3">')],
] as const)('knows a %s: %j', async (_type, image) => {
  expect(await header(image)).toEqual({});
});

it.each([
  ['text', 'Dear Sir or Madam'],
  ['a page', '<!DOCTYPE html><html><body><svg></svg>'],
  ['a WebP', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['a gzip (SVGZ)', '\x1f\x8b\x08\0'],
  ['a ZIP', 'PK\x03\x04'],
  ['Base64 of a PNG', 'iVBORw0KGgo'],
  ['half a signature', '\x89PN'],
  ['a PDF header too late', `${' '.repeat(1020)}%PDF-1.4`],
  ['an element whose name begins alike', '<svgx>'],
])('takes %s for no image', async (_name, text) => {
  const error = await thrownBy(InvalidInputError, () => header(bytes(text)));
  expect(error.accepted).toEqual(['BMP', 'GIF', 'JPEG', 'PDF', 'PNG', 'SVG', 'TIFF']);
});

it.each([['<!--'.repeat(1_000)], ['<?'.repeat(2_000)], [' '.repeat(4_096)], ['<!DOCTYPE ['.repeat(370)]])(
  'does not hang on text made to be hard: %.10s',
  async (text) => {
    await thrownBy(InvalidInputError, () => header(bytes(text)));
  },
);

it('answers any bytes with a size, none, or a refusal, and reads a bounded part of them', async () => {
  const anyImage = fc
    .tuple(
      fc.constantFrom('', ...signatures.map(([, signature]) => signature)),
      fc.uint8Array({ maxLength: 200 }),
    )
    .map(([signature, rest]) => bytes(signature, [...rest]));
  await fc.assert(
    fc.asyncProperty(anyImage, async (image) => {
      let reads = 0;
      const read = async (start: number, end: number): Promise<Uint8Array> => {
        expect(end - start).toBeLessThanOrEqual(1024 * 1024);
        expect(++reads).toBeLessThanOrEqual(600);
        return image.subarray(start, end);
      };
      try {
        const { width, height } = (await rasterHeader(read)) ?? (await otherHeader(read, image.length, {}));
        if (width === undefined) expect(height).toBeUndefined();
        else expect(Math.min(width, height as number)).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
    }),
    { numRuns: 1_000 },
  );
});
