import { latin1 } from '../base64/latin1.ts';
import type { PdfPage } from './pdf/page.ts';
import { type Read, viewOf } from './source.ts';

/** Width and height of an image as it is stored, in pixels. */
export interface ImageSize {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

/** What an image says of itself: nothing when its header does not tell. */
export interface ImageHeader extends Partial<ImageSize> {
  /** Of a PDF, the first page. */
  readonly page?: PdfPage;
}

/** More segments than this before the size make no JPEG. */
const mostSegments = 500;

/**
 * Reads the size of a PNG or JPEG, told by its first bytes. As stored: an orientation noted in EXIF does not turn it.
 *
 * @returns `undefined` for an image of another type
 */
export async function rasterHeader(read: Read): Promise<ImageHeader | undefined> {
  const head = await read(0, 24);
  const signature = latin1(head);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, read as Latin-1.
  if (/^\x89PNG\r\n\x1a\n/.test(signature)) {
    if (head.length < 24) return {};
    const view = viewOf(head);
    return sized(view.getUint32(16), view.getUint32(20));
  }
  return /^\xff\xd8\xff/.test(signature) ? jpegHeader(read) : undefined;
}

async function jpegHeader(read: Read): Promise<ImageHeader> {
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

/** A size, unless it is none. */
export function sized(width: number, height: number): ImageHeader {
  return width > 0 && height > 0 ? { width, height } : {};
}
