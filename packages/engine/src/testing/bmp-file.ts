const HEADERS = 54;

/**
 * A Windows bitmap of one colour, 24 bits a pixel, rows from the bottom. Width and height of the header may be
 * made to lie.
 */
export function bmpFile(
  width: number,
  height: number,
  [red, green, blue]: readonly [number, number, number],
  claimed: { width?: number; height?: number } = {},
): Uint8Array {
  const stride = Math.ceil((3 * width) / 4) * 4;
  const file = Buffer.alloc(HEADERS + stride * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(HEADERS, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(claimed.width ?? width, 18);
  file.writeInt32LE(claimed.height ?? height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) file.set([blue, green, red], HEADERS + y * stride + 3 * x);
  }
  return file;
}
