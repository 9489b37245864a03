/**
 * Text with a character for each byte.
 *
 * @param bytes - a few thousand at most: each becomes an argument on the stack
 */
export function latin1(bytes: Uint8Array): string {
  // Several times as fast as spreading, which goes through an iterator.
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}
