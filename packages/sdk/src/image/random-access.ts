import type { ImageSource, Read } from './source.ts';

/** A source that can be read anywhere, and as often as needed. */
export function randomAccess(size: number, read: Read): ImageSource {
  return { size, replayable: true, read };
}

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array): ImageSource {
  return { ...randomAccess(bytes.length, async (start, end) => bytes.subarray(start, end)), bytes };
}

/**
 * Bytes in memory, a Blob or a File. Bytes are not copied: they must stay as they are until they are sent.
 *
 * @returns `undefined` for anything else
 */
export function bytesOrBlob(input: unknown): ImageSource | undefined {
  // By tag and by member rather than by class, which differs between realms (frames, jsdom).
  const { arrayBuffer, slice, [Symbol.toStringTag]: tag } = Object(input);
  const bytes = ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : tag === 'ArrayBuffer' && new Uint8Array(input as ArrayBuffer);
  if (bytes) return bytesSource(bytes);
  if (!arrayBuffer || !slice) return undefined;
  const blob = input as Blob;
  // Slices rather than blob.stream(), whose pieces are small in some runtimes.
  return randomAccess(
    blob.size,
    async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  );
}
