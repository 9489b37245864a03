import { open, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';

/** An image that the user named. Nothing is read before it is asked for. */
export interface ImageFile {
  /** As the user wrote it; `-` for standard input. */
  readonly name: string;
  /** Absolute path; `undefined` for standard input. */
  readonly path: string | undefined;
  /** The whole image. Standard input is read once and kept. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** What an image's header tells. */
export interface ImageHeader {
  /** In pixels, as stored: an orientation noted in the file's metadata is not applied. */
  readonly width: number;
  /** In pixels, as stored. */
  readonly height: number;
  /** For data URLs, for example `image/png`; `undefined` for types that no browser shows. */
  readonly mediaType: string | undefined;
}

/** An image file, or standard input for `-`. Paths are relative to the working directory. */
export function imageFile(name: string): ImageFile {
  if (name === '-') {
    let content: Promise<Uint8Array<ArrayBuffer>> | undefined;
    return {
      name,
      path: undefined,
      read(): Promise<Uint8Array<ArrayBuffer>> {
        content ??= buffer(process.stdin);
        return content;
      },
    };
  }
  const path = resolve(name);
  return {
    name,
    path,
    async read(): Promise<Uint8Array<ArrayBuffer>> {
      try {
        return await readFile(path);
      } catch (error) {
        throw readError(error);
      }
    },
  };
}

/** Headers nearly always fit in this; where one doesn't, the whole file is read. */
const headLength = 64 * 1024;

/**
 * Reads the size off an image's header; `undefined` for a form without pixels (PDF) or one that is not known.
 * Throws a {@link CliError} when the file can't be read.
 */
export async function readHeader(image: ImageFile): Promise<ImageHeader | undefined> {
  const { imageSize } = await import('image-size');
  const parse = (bytes: Uint8Array): ImageHeader | undefined => {
    try {
      const { width, height, type } = imageSize(bytes);
      if (width > 0 && height > 0) return { width, height, mediaType: mediaTypes[type ?? ''] };
    } catch {
      // Not an image, or not all of its header: for whoever takes the image to say.
    }
    return undefined;
  };
  if (image.path === undefined) return parse(await image.read());
  const { head, isWhole } = await readHead(image.path);
  return parse(head) ?? (isWhole ? undefined : parse(await image.read()));
}

const mediaTypes: Readonly<Record<string, string>> = {
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

async function readHead(path: string): Promise<{ head: Uint8Array; isWhole: boolean }> {
  try {
    await using file = await open(path);
    const { buffer: head, bytesRead } = await file.read(new Uint8Array(headLength), 0, headLength);
    return { head: head.subarray(0, bytesRead), isWhole: bytesRead < headLength };
  } catch (error) {
    throw readError(error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder, not an image',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

function readError(cause: unknown): CliError {
  const code = String((cause as NodeJS.ErrnoException).code);
  return new CliError('unreadable-image', reasons[code] ?? `can't be read (${code})`, {
    exitCode: exitCodes.failed,
    cause,
  });
}
