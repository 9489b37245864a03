import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CliError } from '../report/cli-error.ts';
import { exitCodes } from '../report/exit-codes.ts';

/** An image that the user named. Nothing is read before it is asked for. */
export interface ImageFile {
  /** As the user wrote it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; `undefined` for standard input. */
  readonly path: string | undefined;
  /**
   * The path, where there is a file that can be read any number of times, or else all bytes.
   *
   * @throws CliError when it can't be read
   */
  source(): Promise<{ readonly path: string } | Uint8Array<ArrayBuffer>>;
  /**
   * All bytes. What can be read only once, such as standard input or a named pipe, is kept.
   *
   * @throws CliError when it can't be read
   */
  read(): Promise<Uint8Array<ArrayBuffer>>;
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

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder, not an image',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

async function orReadError<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const code = String((cause as NodeJS.ErrnoException).code);
    throw new CliError('unreadable-image', reasons[code] ?? `can't be read (${code})`, {
      exitCode: exitCodes.failed,
      cause,
    });
  }
}
