import { decode } from 'bmp-ts';
import { EngineError } from '../errors.ts';

/** Where a bitmap's header holds its width and height, in bytes (BITMAPINFOHEADER and its successors). */
const HEADER_SIZE_AT = 14;
const WIDTH_AT = 18;
const HEIGHT_AT = 22;
const LEAST_HEADER = 40;

/** What {@link decodeBmp} gives: red, green, blue, row by row from the top. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Decodes a Windows bitmap of 1 to 32 bits a pixel.
 *
 * @param bytes - the file
 * @param checkSize - called with the size that the header claims, before any pixel is decoded; throws to refuse
 * @throws EngineError `invalid-image` for a damaged file, `unsupported-image` for OS/2's old header; whatever
 *   `checkSize` throws
 */
export function decodeBmp(bytes: Uint8Array, checkSize: (width: number, height: number) => void): Bitmap {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEADER_SIZE_AT + LEAST_HEADER) throw damagedBmp(undefined);
  if (file.readUInt32LE(HEADER_SIZE_AT) < LEAST_HEADER) {
    throw new EngineError(
      'unsupported-image',
      "The bitmap has OS/2's old header, which is not read: save it as PNG or as a Windows bitmap.",
      { field: 'image' },
    );
  }
  // A negative height means rows from the top.
  const width = file.readInt32LE(WIDTH_AT);
  const height = Math.abs(file.readInt32LE(HEIGHT_AT));
  if (width < 1 || height < 1) throw damagedBmp(undefined);
  checkSize(width, height);
  try {
    const decoded = decode(file);
    return { width, height, data: dropAlpha(decoded.data, width * height) };
  } catch (cause) {
    throw damagedBmp(cause);
  }
}

/** bmp-ts gives alpha, blue, green, red; most bitmaps leave the fourth byte unused, so alpha means nothing. */
function dropAlpha(pixels: Uint8Array, count: number): Uint8Array {
  const data = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) {
    data[3 * i] = pixels[4 * i + 3] as number;
    data[3 * i + 1] = pixels[4 * i + 2] as number;
    data[3 * i + 2] = pixels[4 * i + 1] as number;
  }
  return data;
}

function damagedBmp(cause: unknown): EngineError {
  return new EngineError(
    'invalid-image',
    "The image looks like BMP but can't be decoded: it is damaged or cut short.",
    { field: 'image', cause },
  );
}
