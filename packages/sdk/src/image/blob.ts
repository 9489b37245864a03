import type { ImageSource } from './source.ts';

/** How much of a blob is read at a time, in bytes. */
const chunkSize = 192 * 1024;

/** A Blob or File, read piecemeal. */
export function blobSource(blob: Blob): ImageSource {
  const read = async (start: number, end: number): Promise<Uint8Array> =>
    new Uint8Array(await blob.slice(start, end).arrayBuffer());
  return {
    size: blob.size,
    replayable: true,
    read,
    // Slices rather than blob.stream(), whose pieces are small in some runtimes.
    chunks: async function* () {
      for (let start = 0; start < blob.size; start += chunkSize) yield await read(start, start + chunkSize);
    },
    close: async () => {},
  };
}
