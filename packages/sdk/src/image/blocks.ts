/**
 * The same bytes in blocks of one size, the last one shorter. A large chunk is cut without being copied; small
 * ones are gathered in a buffer that is used again for each block, so a block must be used before the next is
 * asked for.
 */
export async function* blocks(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let buffer: Uint8Array | undefined;
  let filled = 0;
  for await (const chunk of chunks) {
    let offset = 0;
    while (offset < chunk.length) {
      if (filled === 0 && chunk.length - offset >= size) {
        yield chunk.subarray(offset, offset + size);
        offset += size;
        continue;
      }
      buffer ??= new Uint8Array(size);
      const part = chunk.subarray(offset, offset + size - filled);
      buffer.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled === size) {
        yield buffer;
        filled = 0;
      }
    }
  }
  if (filled > 0 && buffer !== undefined) yield buffer.subarray(0, filled);
}
