/**
 * A process of its own that puts images into a folder: `node folder-store-process.ts FOLDER endless|BYTES…`. With
 * `endless` it puts one image that never ends, and says `writing` when it has begun. With sizes it puts one image of
 * each, and prints what came of each as JSON.
 */

import { openFolderImageStore } from '../src/storage/folder-image-store.ts';
import { UnavailableError } from '../src/unavailable-error.ts';

const CHUNK_BYTES = 16 * 1024;

const [folder = '', ...sizes] = process.argv.slice(2);
const store = await openFolderImageStore({
  folder,
  maxBytes: Number.MAX_SAFE_INTEGER,
  longestUpload: Number.POSITIVE_INFINITY,
  now: Date.now,
});

async function* image(bytes: number): AsyncGenerator<Uint8Array> {
  for (let left = bytes; left > 0; left -= CHUNK_BYTES) yield new Uint8Array(Math.min(left, CHUNK_BYTES));
}

if (sizes[0] === 'endless') {
  let chunks = 0;
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of image(Number.POSITIVE_INFINITY)) {
      // What was pulled before the last one has been written.
      if (chunks === 2) process.stdout.write('writing\n');
      if (chunks === 100) await new Promise(() => setInterval(() => undefined, 1000));
      chunks += 1;
      yield chunk;
    }
  };
  await store.put('endless', endless());
} else {
  const outcomes: unknown[] = [];
  for (const [index, size] of sizes.entries()) {
    outcomes.push(
      await store.put(`image-${index}`, image(Number(size))).then(
        () => 'stored',
        (error: Error) => ({
          unavailable: error instanceof UnavailableError,
          message: error.message,
          code: (error.cause as NodeJS.ErrnoException | undefined)?.code,
        }),
      ),
    );
  }
  process.stdout.write(JSON.stringify(outcomes));
}
