import { open } from 'node:fs/promises';
import type { ImageSource } from '../image/source.ts';

/** How much of a file is read at a time, in bytes. */
const chunkSize = 192 * 1024;

/**
 * A file, read piecemeal. It is opened anew for each attempt, and never held open in between.
 *
 * @param path - a path, or a `file:` URL
 */
export function openFile(path: string | URL): ImageSource {
  return {
    replayable: true,
    read: async (start, end) => {
      const file = await open(path);
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    chunks: async function* () {
      const file = await open(path);
      try {
        // One buffer for all: each piece is encoded before the next is asked for.
        const buffer = new Uint8Array(chunkSize);
        for (;;) {
          const { bytesRead } = await file.read(buffer, 0, chunkSize, null);
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
    close: async () => {},
  };
}
