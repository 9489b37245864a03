import { Buffer } from 'node:buffer';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** An image may not be smaller: signature, header and some bytes. */
export const smallestImage = 64;

const width = 10_000;
const height = 10_000;
const piece = 1 << 20;

/** A PNG's signature and header, by which a client can tell the type and the size of the image (PNG, section 11.2.2). */
function header(): Buffer {
  const fields = Buffer.alloc(17);
  fields.write('IHDR', 0, 'latin1');
  fields.writeUInt32BE(width, 4);
  fields.writeUInt32BE(height, 8);
  fields.set([8, 0, 0, 0, 0], 12);
  const length = Buffer.from([0, 0, 0, 13]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(fields));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), length, fields, sum]);
}

/** Bytes without a pattern that anything could compress, the same in every run. */
function noise(): Buffer {
  const bytes = Buffer.alloc(piece);
  let state = 0x9e3779b9;
  for (let index = 0; index < piece; index += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state | 0, index);
  }
  return bytes;
}

/** An image of so many bytes: a PNG by its header, noise after it. Nobody here decodes it. */
export function makeImage(size: number): Uint8Array {
  const bytes = Buffer.alloc(size, noise());
  bytes.set(header());
  return bytes;
}

/** Writes what {@link makeImage} gives to a file, in pieces. */
export async function writeImage(path: string, size: number): Promise<void> {
  const bytes = noise();
  const file = await open(path, 'w');
  try {
    for (let written = 0; written < size; written += piece) {
      await file.write(bytes, 0, Math.min(piece, size - written), written);
    }
    await file.write(header(), 0, undefined, 0);
  } finally {
    await file.close();
  }
}
