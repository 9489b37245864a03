import type { BmpHeader } from './bmp-header.ts';
import { damagedError } from './damage.ts';

/** What a zero is followed by when it doesn't begin a row of single pixels. */
const END_OF_ROW = 0;
const END_OF_PICTURE = 1;
const SKIP = 2;

/**
 * Unpacks the runs of a bitmap (RLE8, RLE4). Pixels that are skipped have colour 0; what lies outside the picture is
 * dropped.
 *
 * @returns the number of the colour of each pixel, a byte a pixel, in the order of the file
 * @throws EngineError `invalid-image` when the end of the picture is missing
 */
export function readRuns(bytes: Uint8Array, { width, height, bits }: BmpHeader): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const packed = bits === 4;
  let [at, x, y] = [0, 0, 0];
  const take = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw damagedError('bmp');
    return byte;
  };
  const put = (colour: number): void => {
    if (x < width) pixels[y * width + x++] = colour;
  };

  while (y < height) {
    const count = take();
    const value = take();
    if (count > 0) {
      // Runs of 4 bits take their two colours in turn.
      for (let i = 0; i < count; i++) put(packed ? (i % 2 === 0 ? value >> 4 : value & 15) : value);
    } else if (value === END_OF_PICTURE) {
      break;
    } else if (value === END_OF_ROW) {
      [x, y] = [0, y + 1];
    } else if (value === SKIP) {
      [x, y] = [x + take(), y + take()];
    } else {
      let byte = 0;
      for (let i = 0; i < value; i++) {
        if (!packed || i % 2 === 0) byte = take();
        put(packed ? (i % 2 === 0 ? byte >> 4 : byte & 15) : byte);
      }
      // They are filled up to two bytes.
      if ((packed ? Math.ceil(value / 2) : value) % 2 === 1) take();
    }
  }
  return pixels;
}
