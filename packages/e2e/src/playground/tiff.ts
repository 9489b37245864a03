/** A grey image: a byte a pixel, row by row from the top left. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Types of values in a TIFF. */
const [SHORT, LONG] = [3, 4];

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/** A TIFF (6.0, baseline) of a grey image, not compressed. No browser but Safari shows one. */
export function greyTiff({ width, height, pixels }: Grey): Buffer {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, LONG, width],
    [257, LONG, height],
    // Bits of a sample.
    [258, SHORT, 8],
    // Not compressed.
    [259, SHORT, 1],
    // Zero is black.
    [262, SHORT, 1],
    [273, LONG, HEADER_BYTES],
    // Samples of a pixel.
    [277, SHORT, 1],
    // All rows in one strip.
    [278, LONG, height],
    [279, LONG, pixels.length],
  ];
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  header.writeUInt32LE(HEADER_BYTES + pixels.length, 4);
  const directory = Buffer.alloc(2 + ENTRY_BYTES * entries.length + 4);
  directory.writeUInt16LE(entries.length);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 2 + ENTRY_BYTES * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([header, pixels, directory]);
}
