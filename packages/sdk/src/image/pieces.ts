import type { ImageSource } from './source.ts';

/** All bytes of a source, in pieces of `length`, the last one shorter; see {@link ImageSource.chunks}. */
export function piecesOf(source: ImageSource, length: number): AsyncIterable<Uint8Array> {
  return source.chunks?.(length) ?? read(source, length);
}

async function* read(
  { read, size = 0 }: ImageSource,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < size; start += length) yield await read(start, start + length);
}
