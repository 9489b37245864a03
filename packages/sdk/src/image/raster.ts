import { latin1 } from '../latin1.ts';
import type { PdfPage } from './pdf/page.ts';
import { type Read, viewOf } from './source.ts';

/** Width and height of an image as it is stored, in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** What an image says of itself: nothing when its header does not tell. */
export interface ImageHeader extends Partial<ImageSize> {
  /** Of a PDF, the first page. */
  readonly page?: PdfPage;
}

/** The header of the shortest PNG, GIF or BMP is no shorter, in bytes. */
const shortest = 26;
/** More segments than this before the size make no JPEG. */
const mostSegments = 500;

/**
 * Reads the size of a PNG, GIF, BMP or JPEG, told by its first bytes. As stored: an orientation noted in EXIF does not
 * turn it.
 *
 * @returns `undefined` for an image of another type
 */
export async function rasterHeader(read: Read): Promise<ImageHeader | undefined> {
  const head = await read(0, shortest);
  const view = new DataView(new ArrayBuffer(shortest));
  new Uint8Array(view.buffer).set(head);
  const sized = (width: number, height: number): ImageHeader =>
    head.length === shortest && width > 0 && height > 0 ? { width, height } : {};

  const signature = latin1(head.subarray(0, 8));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, read as Latin-1.
  if (/^\x89PNG\r\n\x1a\n/.test(signature)) return sized(view.getUint32(16), view.getUint32(20));
  if (/^GIF8[79]a/.test(signature)) return sized(view.getUint16(6, true), view.getUint16(8, true));
  if (/^BM/.test(signature)) {
    // The oldest header, of 12 bytes, has short numbers. A negative height means: from the top down.
    return view.getUint32(14, true) === 12
      ? sized(view.getUint16(18, true), view.getUint16(20, true))
      : sized(view.getInt32(18, true), Math.abs(view.getInt32(22, true)));
  }
  return /^\xff\xd8\xff/.test(signature) ? jpegHeader(read, sized) : undefined;
}

async function jpegHeader(
  read: Read,
  sized: (width: number, height: number) => ImageHeader,
): Promise<ImageHeader> {
  for (let offset = 2, count = 0; count < mostSegments; count++) {
    const view = viewOf(await read(offset, offset + 9));
    if (view.byteLength < 9 || view.getUint8(0) !== 0xff) break;
    const marker = view.getUint8(1);
    // Start of frame, in any of its kinds; C4, C8 and CC lie between them and are something else.
    if (marker >> 4 === 0xc && (marker === 0xc0 || marker % 4 > 0)) {
      return sized(view.getUint16(7), view.getUint16(5));
    }
    // Fill bytes before a marker, and markers that stand alone, have no length.
    if (marker === 0xff) offset += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) offset += 2;
    else offset += 2 + view.getUint16(2);
  }
  return {};
}
