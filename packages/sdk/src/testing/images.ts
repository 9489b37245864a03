import { piecesOf } from '../image/pieces.ts';
import type { ImageSource } from '../image/source.ts';

/** The smallest PNG: 1 × 1 pixel. */
export function png(width = 1, height = 1): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** Bytes that begin like a PNG and go on with something that no two blocks share. */
export function largePng(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = (index * 31 + (index >> 8)) & 255;
  bytes.set(png());
  return bytes;
}

/** All that a source gives. */
export async function bytesOf(source: ImageSource, length = 10_000): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of piecesOf(source, length)) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}
