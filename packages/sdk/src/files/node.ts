import { open, stat } from 'node:fs/promises';

/** What there is at a path: its size in bytes where it can be read anywhere, or that it comes as a stream. */
export async function statFile(path: string | URL): Promise<{ readonly size: number | undefined }> {
  const found = await stat(path);
  // A pipe or a terminal can be read once, from the front.
  return { size: found.isFile() || found.isDirectory() ? found.size : undefined };
}

/** A piece of a file; shorter at its end. */
export async function readFilePart(path: string | URL, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A file from its beginning, in chunks of `length`, the last one shorter. Each must be used before the next is asked
 * for: they share their memory.
 */
export async function* readFileChunks(
  path: string | URL,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(length);
    for (;;) {
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, null);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      if (filled > 0) yield buffer.subarray(0, filled);
      if (filled < length) return;
    }
  } finally {
    await file.close();
  }
}
