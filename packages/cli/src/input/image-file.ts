import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { FoundImage } from './discover.ts';
import { downloadedImage } from './downloaded-image.ts';
import { unreadableImage } from './unreadable.ts';

/** An image that the user named. Nothing is read before it is asked for. */
export interface ImageFile {
  /** As the user wrote it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; `undefined` for standard input and for an address. */
  readonly path: string | undefined;
  /**
   * The path, where there is a file that can be read any number of times, or the address; else all bytes.
   *
   * @throws CliError when it can't be read
   */
  source(): Promise<{ readonly path: string } | { readonly url: string } | Uint8Array<ArrayBuffer>>;
  /**
   * All bytes. What can be read only once, such as standard input or a named pipe, is kept, and so is what was
   * downloaded.
   *
   * @param signal - ends a download
   * @throws CliError when it can't be read
   */
  read(signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** The image that was found: a file, standard input or an address. */
export function openImage({ name, url }: FoundImage): ImageFile {
  return url === undefined ? imageFile(name) : downloadedImage(name, url);
}

/** An image file, or standard input for `-`. Paths are relative to the working directory. */
export function imageFile(name: string): ImageFile {
  if (name === '-') {
    const read = once(() => buffer(process.stdin));
    return { name, path: undefined, read, source: read };
  }
  const path = resolve(name);
  const readStream = once(() => readFile(path));
  const isFile = async (): Promise<boolean> => {
    const status = await stat(path);
    if (status.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
    return status.isFile();
  };
  return {
    name,
    path,
    source: () => orReadError(async () => ((await isFile()) ? { path } : await readStream())),
    read: () => orReadError(async () => ((await isFile()) ? await readFile(path) : await readStream())),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let content: Promise<T> | undefined;
  return () => {
    content ??= read();
    return content;
  };
}

async function orReadError<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw unreadableImage(cause);
  }
}
