import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** An image of the batch, with its number. */
export interface Page {
  readonly number: number;
  readonly image: Uint8Array | Blob;
}

/** More than the buffers of a connection hold on either side: of these, it is seen how far they were sent. Bytes. */
const huge = 8_000_000;
/** Larger than what is sent in one piece, in bytes. */
const large = 600_000;

/** The size of an image, in bytes: most are tiny, one in 50 is large, one in 250 huge. */
export function sizeOf(number: number): number {
  if (number % 250 === 7) return huge;
  return number % 50 === 3 ? large : 100;
}

/** Whether an image is too large to be on its way as a whole before the service has read much of it. */
export const isHuge = (number: number): boolean => sizeOf(number) === huge;

let noise: Uint8Array<ArrayBuffer> | undefined;

/** So many bytes without a pattern, the same for all images. */
function filling(size: number): Uint8Array<ArrayBuffer> {
  if (noise === undefined) {
    const words = new Int32Array(huge / 4);
    for (let index = 0, state = 1; index < words.length; index++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      words[index] = state;
    }
    noise = new Uint8Array(words.buffer);
  }
  return noise.subarray(0, size);
}

/** A PNG by its header, which holds the number as its width; noise after it. */
function head(number: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000108000000003a7e9b55', 'hex');
  bytes.writeUInt32BE(number + 1, 16);
  return bytes;
}

/** The image of a number; what is large is a Blob, so that it is streamed and need not exist twice. */
export function page(number: number): Page {
  const start = head(number);
  const rest = filling(sizeOf(number) - start.length);
  return { number, image: rest.length < 1_000 ? Buffer.concat([start, rest]) : new Blob([start, rest]) };
}

/** The number of an image, by its first bytes. */
export function numberOf(bytes: Buffer): number {
  return bytes.readUInt32BE(16) - 1;
}

/** The SHA-256 of the image of a number. */
export function digestOf(number: number): string {
  const start = head(number);
  return digest(start, filling(sizeOf(number) - start.length));
}

/** The SHA-256 of some bytes. */
export function digest(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
