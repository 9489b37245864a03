/** How a {@link bmpFile} is written. */
export interface BmpForm {
  /** The header that describes the pixels, in bytes: 12 for OS/2's old one, 40 for Windows', up to 124. Default 40. */
  readonly header?: 12 | 40 | 52 | 56 | 64 | 108 | 124;
  /** Bits a pixel. */
  readonly bits: number;
  /** The number of the coding. Default 0: none. */
  readonly compression?: number;
  /** Whether the rows go from the top down. */
  readonly topDown?: boolean;
  /** Masks of red, green, blue and, where there is one, alpha. */
  readonly masks?: readonly number[];
  /** Red, green and blue of each colour. */
  readonly palette?: readonly (readonly number[])[];
  /** Bytes that stand between the headers and the pixels. */
  readonly gap?: number;
}

/**
 * A bitmap of these bytes.
 *
 * @param width - as the header claims it
 * @param height - as the header claims it
 * @param pixels - as they stand in the file
 */
export function bmpFile(width: number, height: number, pixels: Uint8Array, form: BmpForm): Uint8Array {
  const { header = 40, bits, compression = 0, topDown = false, masks = [], palette = [], gap = 0 } = form;
  const masksBehind = header < 52 ? 4 * masks.length : 0;
  const colourBytes = header === 12 ? 3 : 4;
  const pixelsAt = 14 + header + masksBehind + palette.length * colourBytes + gap;
  const file = Buffer.alloc(pixelsAt + pixels.length);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(pixelsAt, 10);
  file.writeUInt32LE(header, 14);
  if (header === 12) {
    file.writeUInt16LE(width, 18);
    file.writeUInt16LE(height, 20);
    file.writeUInt16LE(1, 22);
    file.writeUInt16LE(bits, 24);
  } else {
    file.writeInt32LE(width, 18);
    file.writeInt32LE(topDown ? -height : height, 22);
    file.writeUInt16LE(1, 26);
    file.writeUInt16LE(bits, 28);
    file.writeUInt32LE(compression, 30);
    file.writeUInt32LE(palette.length, 46);
    masks.forEach((mask, index) => void file.writeUInt32LE(mask, 54 + 4 * index));
  }
  palette.forEach(([red = 0, green = 0, blue = 0], index) => {
    file.set([blue, green, red], 14 + header + masksBehind + index * colourBytes);
  });
  file.set(pixels, pixelsAt);
  return file;
}

/** A bitmap of one colour, 24 bits a pixel, as most are. */
export function plainBmp(
  width: number,
  height: number,
  [red, green, blue]: readonly [number, number, number],
): Uint8Array {
  const stride = Math.ceil((3 * width) / 4) * 4;
  const row = Uint8Array.from({ length: stride }, (_, i) =>
    i < 3 * width ? ([blue, green, red][i % 3] ?? 0) : 0,
  );
  return bmpFile(width, height, Buffer.concat(Array.from({ length: height }, () => row)), { bits: 24 });
}
