import { base64Problem, decodeChecked } from '../base64/decode.ts';
import { InvalidInputError } from '../errors/index.ts';
import { randomAccess } from './random-access.ts';
import type { ImageSource } from './source.ts';

/** How much of a text is looked at or sent at a time, in characters. */
const pieceLength = 256 * 1024;

/**
 * An image that is Base64 already: checked at once, and sent as it is. White space in it is left out; no copy of the
 * whole is made for that.
 *
 * @throws {@link InvalidInputError} when it is no padded Base64; it is never quoted
 */
export function base64Source(text: string): ImageSource {
  /** A piece of the text without its white space. */
  const piece = (index: number): string =>
    text.slice(index * pieceLength, (index + 1) * pieceLength).replace(/\s+/g, '');
  /** How many characters come before each piece, and in all. */
  const before = [0];
  let total = 0;
  /** Where the first character is that is neither of the alphabet nor white space. */
  let other = -1;
  for (let index = 0; index * pieceLength < text.length; index++) {
    const characters = piece(index);
    const found = other < 0 ? characters.search(/[^A-Za-z0-9+/]/) : -1;
    if (found >= 0) other = total + found;
    total += characters.length;
    before.push(total);
  }

  const charactersOf = (start: number, end: number): string => {
    let result = '';
    let index = before.findLastIndex((count) => count <= start);
    for (let at = before[index] as number; at < end && index < before.length - 1; index++) {
      result += piece(index).slice(Math.max(0, start - at), end - at);
      at = before[index + 1] as number;
    }
    return result;
  };

  // Padding can be at the very end alone, where the rules about it are.
  const tail = charactersOf(Math.max(0, total - 4), total);
  const problem =
    other >= 0 && other < total - 2
      ? `there is another character at position ${other}`
      : total % 4 > 0
        ? `its length without white space, ${total}, is no multiple of 4`
        : base64Problem(tail);
  if (problem !== undefined) {
    const hint = /^\s*data:/i.test(text.slice(0, 100)) ? ' Pass a data: URL as new URL(text).' : '';
    throw new InvalidInputError(
      `image.base64 must be Base64 (RFC 4648, section 4), padded: ${problem}.${hint}`,
      { field: 'image' },
    );
  }

  const size = (total / 4) * 3 - (tail.split('=').length - 1);
  return {
    ...randomAccess(size, async (start, end) => {
      // Four characters are three bytes.
      const first = Math.floor(start / 3);
      const bytes = decodeChecked(charactersOf(first * 4, Math.ceil(end / 3) * 4));
      return bytes.subarray(start - first * 3, end - first * 3);
    }),
    base64: function* () {
      for (let index = 0; index < before.length - 1; index++) yield piece(index);
    },
  };
}
