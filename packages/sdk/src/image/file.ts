import { readFileChunks, readFilePart, statFile } from '#files';
import { InvalidInputError } from '../errors/index.ts';
import { randomAccess } from './random-access.ts';
import type { ImageSource } from './source.ts';
import { fromIterable, streamSource } from './stream.ts';

/** How much of a pipe is read at a time, in bytes. */
const pipeChunk = 64 * 1024;

/**
 * A file, opened anew for each attempt and never held open in between; a pipe is read once.
 *
 * @throws {@link InvalidInputError} where there is no file system; and what the file system throws
 */
export async function fileSource(path: string | URL): Promise<ImageSource> {
  if (statFile === undefined) {
    throw new InvalidInputError(
      'image must be bytes, a Blob or a stream here: this runtime has no file system.',
      {
        field: 'image',
      },
    );
  }
  const { size } = await statFile(path);
  // The pieces of a pipe are kept while its head is looked at, so they must not share their memory.
  if (size === undefined) return streamSource(fromIterable(copies(readFileChunks(path, pipeChunk))));
  let reading: Promise<unknown> | undefined;
  let current: AsyncGenerator<Uint8Array, void, undefined> | undefined;
  return {
    ...randomAccess(size, (start, end) => {
      const part = readFilePart(path, start, end);
      reading = part.catch(() => {});
      return part;
    }),
    // All with one handle.
    chunks: async function* (length) {
      const chunks = readFileChunks(path, length);
      current = chunks;
      yield* chunks;
      // Half an image must not pass for a whole one.
      if (current !== chunks) throw new Error('The file given as image is no longer needed.');
    },
    // Waits for what is under way, so that no handle is left.
    close: async () => {
      const last = current;
      current = undefined;
      await reading;
      await last?.return();
    },
  };
}

async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield chunk.slice();
}
