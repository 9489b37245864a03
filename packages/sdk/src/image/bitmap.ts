import { type ImageHeader, sized } from './raster.ts';
import { type Read, viewOf } from './source.ts';

/** The header of the shortest GIF or BMP is no shorter, in bytes. */
const shortest = 26;

/**
 * Reads the size of a GIF or BMP.
 *
 * @param head - its first bytes as Latin-1
 * @returns `undefined` for an image of another type
 */
export async function bitmapHeader(head: string, read: Read): Promise<ImageHeader | undefined> {
  const isGif = /^GIF8[79]a/.test(head);
  if (!isGif && !head.startsWith('BM')) return undefined;
  const view = viewOf(await read(0, shortest));
  if (view.byteLength < shortest) return {};
  if (isGif) return sized(view.getUint16(6, true), view.getUint16(8, true));
  // The oldest header, of 12 bytes, has short numbers. A negative height means: from the top down.
  return view.getUint32(14, true) === 12
    ? sized(view.getUint16(18, true), view.getUint16(20, true))
    : sized(view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
}
