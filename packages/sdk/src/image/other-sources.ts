import { InvalidInputError } from '../errors/index.ts';
import { base64Source } from './base64-source.ts';
import { dataUrlSource } from './data-url.ts';
import { fileSource } from './file.ts';
import type { OpenOptions } from './open.ts';
import type { ImageSource } from './source.ts';
import { fromIterable, fromReadable, streamSource } from './stream.ts';

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
  '{ url }',
];

/**
 * What is neither in memory nor a Blob: streams, files, Base64 and URLs.
 *
 * @param signal - aborted when it is no longer needed
 * @throws {@link InvalidInputError} for anything else, with what is accepted; and what the file system throws
 */
export async function otherSource(
  input: unknown,
  signal: AbortSignal,
  options: OpenOptions,
): Promise<ImageSource> {
  const source = await sourceOf(input, signal, options);
  signal.addEventListener('abort', () => source.close?.());
  // It may have been aborted while this was being loaded.
  if (signal.aborted) await source.close?.();
  signal.throwIfAborted();
  return source;
}

async function sourceOf(input: unknown, signal: AbortSignal, options: OpenOptions): Promise<ImageSource> {
  if (typeof input === 'string') throw bareString(input);
  if (typeof input !== 'object' || input === null) throw unknownInput(input);
  if ('getReader' in input) return streamSource(fromReadable(input as ReadableStream<Uint8Array>));
  if (Symbol.asyncIterator in input) return streamSource(fromIterable(input as AsyncIterable<Uint8Array>));
  if ('base64' in input && typeof input.base64 === 'string') return base64Source(input.base64);
  if ('path' in input && typeof input.path === 'string') {
    if (input.path === '') throw invalid('image.path must not be empty.');
    return fileSource(input.path);
  }
  // Answers and requests have an address too.
  if ('url' in input && !('arrayBuffer' in input)) {
    const { fetch = globalThis.fetch } = options;
    return (await import('./download.ts')).downloadSource(input.url, fetch, signal);
  }
  if ('href' in input && typeof input.href === 'string') return urlSource(input as URL);
  throw unknownInput(input);
}

async function urlSource(url: URL): Promise<ImageSource> {
  if (url.protocol === 'data:') return dataUrlSource(url.href);
  if (url.protocol === 'file:') return fileSource(url);
  throw invalid(
    `image must be a file: or data: URL, not ${url.protocol} To have it downloaded, pass { url } (https:).`,
    accepted,
  );
}

function bareString(text: string): InvalidInputError {
  const hint = /^data:/i.test(text)
    ? 'Pass a data: URL as new URL(text).'
    : /^https?:/i.test(text)
      ? 'To have it downloaded, pass { url: text }.'
      : 'Is it a path or Base64? Pass { path: text } or { base64: text }.';
  return invalid(`image must not be a bare string. ${hint}`, accepted);
}

function unknownInput(input: unknown): InvalidInputError {
  const found = input === null ? 'null' : Array.isArray(input) ? 'an array' : typeof input;
  const hint = 'arrayBuffer' in Object(input) ? ' Of a Response, pass await response.blob().' : '';
  return invalid(`image must be one of ${accepted.join(', ')}; got ${found}.${hint}`, accepted);
}

function invalid(message: string, list?: readonly string[]): InvalidInputError {
  return new InvalidInputError(message, { field: 'image', accepted: list });
}
