import { type BmpHeader, readBmpHeader } from './bmp-header.ts';
import { readRuns } from './bmp-runs.ts';
import { damagedError } from './damage.ts';
import type { ColourRaster } from './raster.ts';

/**
 * Decodes a bitmap of Windows or OS/2: 1, 2, 4, 8, 16, 24 or 32 bits a pixel, with or without runs, from the bottom or
 * from the top. What is transparent is laid on white.
 *
 * @param bytes - the file
 * @param checkSize - called with the size that the header claims, before any pixel is decoded; throws to refuse
 * @throws EngineError `invalid-image` for a file that is damaged or cut short, `unsupported-image` for rare codings;
 *   whatever `checkSize` throws
 */
export function decodeBmp(
  bytes: Uint8Array,
  checkSize: (width: number, height: number) => void,
): ColourRaster {
  const header = readBmpHeader(bytes);
  const { width, height, bits, coding, pixelsAt } = header;
  checkSize(width, height);
  const pixels = bytes.subarray(pixelsAt);
  if (coding === 'runs') return fromIndices(readRuns(pixels, header), header, width);
  // Rows are filled up to four bytes.
  const stride = Math.ceil((width * bits) / 32) * 4;
  // Some programs leave out the filling of the last row.
  const needed = stride * (height - 1) + Math.ceil((width * bits) / 8);
  if (pixels.length < needed) throw damagedError('bmp');
  if (bits <= 8) return fromIndices(pixels, header, stride);
  return bits === 24 ? fromBytes(pixels, header, stride) : fromMasks(pixels, header, stride);
}

/** Where each row of the picture begins in the file, from the top. */
function rowStart({ topDown, height }: BmpHeader, y: number, stride: number): number {
  return (topDown ? y : height - 1 - y) * stride;
}

/** Colours of a palette; a colour that it doesn't have is black. Runs come unpacked, a byte a pixel. */
function fromIndices(rows: Uint8Array, header: BmpHeader, stride: number): ColourRaster {
  const { width, height, palette, colourBytes } = header;
  const bits = header.coding === 'runs' ? 8 : header.bits;
  const data = new Uint8Array(3 * width * height);
  const mask = 2 ** bits - 1;
  for (let y = 0, to = 0; y < height; y++) {
    const start = rowStart(header, y, stride);
    for (let x = 0; x < width; x++, to += 3) {
      const bit = x * bits;
      const byte = rows[start + (bit >> 3)] as number;
      const colour = ((byte >> (8 - bits - (bit & 7))) & mask) * colourBytes;
      data[to] = palette[colour + 2] ?? 0;
      data[to + 1] = palette[colour + 1] ?? 0;
      data[to + 2] = palette[colour] ?? 0;
    }
  }
  return { width, height, data };
}

/** Blue, green, red. */
function fromBytes(rows: Uint8Array, header: BmpHeader, stride: number): ColourRaster {
  const { width, height } = header;
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, to = 0; y < height; y++) {
    let from = rowStart(header, y, stride);
    for (let x = 0; x < width; x++, from += 3, to += 3) {
      data[to] = rows[from + 2] as number;
      data[to + 1] = rows[from + 1] as number;
      data[to + 2] = rows[from] as number;
    }
  }
  return { width, height, data };
}

/** Parts of a number of 16 or 32 bits. */
function fromMasks(rows: Uint8Array, header: BmpHeader, stride: number): ColourRaster {
  const { width, height, bits, masks } = header;
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const step = bits / 8;
  const [red, green, blue, alpha] = masks.map(part) as [Part, Part, Part, Part];
  const data = new Uint8Array(3 * width * height);
  const opacity = alpha.most > 0 ? new Uint8Array(width * height) : undefined;
  for (let y = 0, to = 0; y < height; y++) {
    let from = rowStart(header, y, stride);
    for (let x = 0; x < width; x++, from += step, to += 3) {
      const value = bits === 16 ? view.getUint16(from, true) : view.getUint32(from, true);
      data[to] = read(red, value);
      data[to + 1] = read(green, value);
      data[to + 2] = read(blue, value);
      if (opacity) opacity[to / 3] = read(alpha, value);
    }
  }
  // Where all is transparent, the program that wrote it has not meant its alpha.
  if (opacity?.some((value) => value > 0)) layOnWhite(data, opacity);
  return { width, height, data };
}

/** A mask in a form that is quick to use. */
interface Part {
  readonly mask: number;
  readonly shift: number;
  /** The largest value that it can hold; 0 when there is none. */
  readonly most: number;
}

function part(mask: number): Part {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { mask, shift, most: mask >>> shift };
}

function read({ mask, shift, most }: Part, value: number): number {
  return most === 0 ? 0 : Math.round((255 * ((value & mask) >>> shift)) / most);
}

function layOnWhite(data: Uint8Array, opacity: Uint8Array): void {
  for (let i = 0; i < data.length; i++) {
    const share = (opacity[Math.floor(i / 3)] as number) / 255;
    data[i] = Math.round(255 - share * (255 - (data[i] as number)));
  }
}
