import type { ImageSource } from './source.ts';

/** An image in memory. The bytes are not copied: they must stay as they are until they are sent. */
export function memorySource(bytes: Uint8Array): ImageSource {
  return {
    bytes,
    size: bytes.length,
    replayable: true,
    read: async (start, end) => bytes.subarray(start, end),
    chunks: async function* () {
      yield bytes;
    },
    close: async () => {},
  };
}
