import { decodeBase64 } from '../base64.ts';
import { DetectRegionsError, InvalidInputError } from '../errors/index.ts';
import { blobSource } from './blob.ts';
import { decodeDataUrl } from './data-url.ts';
import { fileSource } from './file.ts';
import { memorySource } from './memory.ts';
import { imageSize } from './size.ts';
import type { ImageSource } from './source.ts';
import { fromIterable, fromReadable, streamSource } from './stream.ts';
import { imageTypeOf, imageTypes } from './type.ts';

/**
 * An image: a BMP, GIF, JPEG, PDF, PNG, SVG or single-page TIFF, told by its bytes, not by its name.
 *
 * - `Uint8Array` (a Node `Buffer` too) or `ArrayBuffer`: must stay as it is until it is sent
 * - `Blob` or `File`
 * - `ReadableStream<Uint8Array>` or `AsyncIterable<Uint8Array>` (a Node stream too): read once, so a submission
 *   that breaks off can't be repeated
 * - `URL` with `file:` (where there is a file system) or `data:`
 * - `{ base64 }`: Base64 (RFC 4648, section 4); line breaks are fine
 * - `{ path }`: a file, where there is a file system; read piecemeal
 *
 * A bare string is refused: it could be a path as well as Base64.
 */
export type ImageInput =
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | URL
  | {
      /** Base64 (RFC 4648, section 4); line breaks are fine. */
      readonly base64: string;
    }
  | {
      /** The path of a file, absolute or from the working directory. */
      readonly path: string;
    };

/** An image that may be sent. */
export interface OpenImage {
  readonly source: ImageSource;
  /** In pixels; absent when the header does not tell. */
  readonly width?: number;
  readonly height?: number;
}

/** How much is looked at first, in bytes: most headers end before. */
const headSize = 64 * 1024;

const accepted: readonly string[] = [
  'Uint8Array',
  'ArrayBuffer',
  'Blob',
  'File',
  'ReadableStream',
  'AsyncIterable',
  'URL (file:, data:)',
  '{ base64 }',
  '{ path }',
];

/**
 * Looks at the beginning of an image: is it one, and how large?
 *
 * @param signal - aborted when it is no longer needed: then whatever is behind it is let go of at once
 * @throws {@link InvalidInputError} when it is empty, none that the API takes, or can't be read
 */
export async function openImage(input: unknown, signal: AbortSignal): Promise<OpenImage> {
  let source: ImageSource | undefined;
  try {
    source = await sourceOf(input);
    const { read, close } = source;
    signal.addEventListener('abort', close);
    const head = await read(0, headSize);
    if (head.length === 0) throw invalid('image must not be empty: it has 0 bytes.');
    const lookIn = async (start: number, end: number): Promise<Uint8Array> =>
      end <= head.length || head.length < headSize ? head.subarray(start, end) : read(start, end);
    const type = imageTypeOf(head);
    if (type === undefined) {
      throw invalid(
        `image must be one of ${imageTypes.join(', ')}; its bytes are none of these.`,
        imageTypes,
      );
    }
    return { source, ...(await imageSize(type, lookIn)) };
  } catch (error) {
    await source?.close();
    if (error instanceof DetectRegionsError) throw error;
    throw unreadable(error);
  }
}

/** What to throw when the caller's own image can't be read, before or while it is sent. */
export function unreadable(cause: unknown): InvalidInputError {
  const { code } = Object(cause) as { code?: unknown };
  return new InvalidInputError(`image can't be read${typeof code === 'string' ? ` (${code})` : ''}.`, {
    field: 'image',
    cause,
  });
}

async function sourceOf(input: unknown): Promise<ImageSource> {
  if (typeof input === 'string') throw bareString(input);
  if (ArrayBuffer.isView(input)) {
    return memorySource(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
  }
  // By tag and by member rather than by class, which differs between realms (frames, jsdom).
  if (Object.prototype.toString.call(input) === '[object ArrayBuffer]') {
    return memorySource(new Uint8Array(input as ArrayBuffer));
  }
  if (typeof input !== 'object' || input === null) throw unknownInput(input);
  if (has(input, 'arrayBuffer') && has(input, 'slice')) return blobSource(input as Blob);
  if (has(input, 'getReader')) return streamSource(fromReadable(input as ReadableStream<Uint8Array>));
  if (Symbol.asyncIterator in input) return streamSource(fromIterable(input as AsyncIterable<Uint8Array>));
  if ('base64' in input && typeof input.base64 === 'string') {
    if (/^\s*data:/i.test(input.base64)) {
      throw invalid('image.base64 must be Base64 alone; pass a data: URL as new URL(text).');
    }
    return memorySource(decodeBase64(input.base64.replace(/\s+/g, '')));
  }
  if ('path' in input && typeof input.path === 'string') {
    if (input.path === '') throw invalid('image.path must not be empty.');
    return fileSource(input.path);
  }
  if ('href' in input && typeof input.href === 'string') return urlSource(input as URL);
  throw unknownInput(input);
}

async function urlSource(url: URL): Promise<ImageSource> {
  if (url.protocol === 'data:') return memorySource(decodeDataUrl(url.href));
  if (url.protocol === 'file:') return fileSource(url);
  throw invalid(
    `image must be a file: or data: URL, not ${url.protocol} Download it yourself: await (await fetch(url)).blob().`,
    accepted,
  );
}

function bareString(text: string): InvalidInputError {
  const hint = /^data:/i.test(text)
    ? 'Pass a data: URL as new URL(text).'
    : /^https?:/i.test(text)
      ? 'Download it yourself: await (await fetch(url)).blob().'
      : 'Is it a path or Base64? Pass { path: text } or { base64: text }.';
  return invalid(`image must not be a bare string. ${hint}`, accepted);
}

function unknownInput(input: unknown): InvalidInputError {
  const found = input === null ? 'null' : Array.isArray(input) ? 'an array' : typeof input;
  return invalid(`image must be one of ${accepted.join(', ')}; got ${found}.`, accepted);
}

function has(value: object, method: string): boolean {
  return typeof (value as Record<string, unknown>)[method] === 'function';
}

function invalid(message: string, list?: readonly string[]): InvalidInputError {
  return new InvalidInputError(message, { field: 'image', accepted: list });
}
