import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { png } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { imageSize } from './size.ts';
import type { ImageType } from './type.ts';

const size = (type: ImageType, bytes: Uint8Array | string): ReturnType<typeof imageSize> => {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return imageSize(type, async (start, end) => all.subarray(start, end));
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
  expect(await size('PNG', png(696, 439))).toEqual({ width: 696, height: 439 });
});

it('reads a GIF', async () => {
  expect(await size('GIF', bytes('GIF89a', le16(696), le16(439), new Array(30).fill(0)))).toEqual({
    width: 696,
    height: 439,
  });
});

it('reads a BMP of any age, also from the top down', async () => {
  const rest = new Array(30).fill(0);
  const header = new Array(12).fill(0);
  expect(await size('BMP', bytes('BM', header, le32(40), le32(696), le32(-439), rest))).toEqual({
    width: 696,
    height: 439,
  });
  expect(await size('BMP', bytes('BM', header, le32(12), le16(696), le16(439), rest))).toEqual({
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
  expect(await size('JPEG', jpeg)).toEqual({ width: 696, height: 439 });
});

it.each([
  ['that ends early', [255, 0xd8, ...segment(0xe0, 1, 2, 3)]],
  ['that is not what it seems', [255, 0xd8, 255, 0xe0, 0, 4, 1, 2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]],
  ['with a segment of no length, for ever', [255, 0xd8, ...new Array(3_000).fill([255, 0xe0, 0, 0]).flat()]],
])('does not know the size of a JPEG %s', async (_name, jpeg) => {
  expect(await size('JPEG', bytes(jpeg))).toBeUndefined();
});

const directory = (n16: typeof le16, n32: typeof le32, next: number): number[] => [
  ...n16(3),
  ...[...n16(256), ...n16(3), ...n32(1), ...n16(696), ...n16(0)],
  ...[...n16(257), ...n16(4), ...n32(1), ...n32(439)],
  ...[...n16(258), ...n16(3), ...n32(1), ...n16(1), ...n16(0)],
  ...n32(next),
];

it.each([
  ['little-endian', 'II', le16, le32],
  ['big-endian', 'MM', be16, be32],
] as const)('reads a TIFF, %s, with its directory at the end', async (_name, order, n16, n32) => {
  const pixels = new Array(100).fill(7);
  const tiff = bytes(order, n16(42), n32(108), pixels, directory(n16, n32, 0));
  expect(await size('TIFF', tiff)).toEqual({ width: 696, height: 439 });
});

it('refuses a TIFF of several pages, and says what to do', async () => {
  const tiff = bytes('II', le16(42), le32(8), directory(le16, le32, 50));
  const error = await thrownBy(InvalidInputError, () => size('TIFF', tiff));
  expect(error.field).toBe('image');
  expect(error.message).toContain('single page');
});

it.each([
  ['<svg width="696" height="439px">', { width: 696, height: 439 }],
  ["<?xml version='1.0'?><!-- a --><svg\n width = '69.5' height='439'>", { width: 69.5, height: 439 }],
  ['<svg width="100%" viewBox="0 0 696 439">', { width: 696, height: 439 }],
  ['<svg viewBox="-1,-2, 696,439">', { width: 696, height: 439 }],
  ['<svg width="21cm" height="29cm">', undefined],
  ['<svg stroke-width="3" height="2">', undefined],
  ['<svg width="1"', undefined],
])('reads an SVG: %s', async (svg, expected) => {
  expect(await size('SVG', svg)).toEqual(expected);
});

it.each(['PNG', 'GIF', 'BMP', 'JPEG', 'TIFF', 'SVG', 'PDF'] as const)(
  'does not know the size of a %s that ends after its signature, nor of one of 0 pixels',
  async (type) => {
    expect(await size(type, bytes('II', le16(42), le32(900)))).toBeUndefined();
    expect(await size(type, new Uint8Array(64))).toBeUndefined();
  },
);
