import { InvalidInputError } from '../errors/index.ts';

interface NativeConstructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}
interface BufferLike {
  from(text: string, encoding: 'base64'): Uint8Array<ArrayBuffer>;
}

/**
 * Decodes Base64 (RFC 4648, section 4). Strict: only the usual alphabet, padded, no white space, and no bits set
 * that belong to no byte; so a text decodes exactly when encoding its bytes gives the text again.
 *
 * @param text - the Base64
 * @throws {@link InvalidInputError} with `field: 'base64'` for anything else; the text is never quoted
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const problem = base64Problem(text);
  if (problem === undefined) return decodeChecked(text);
  throw new InvalidInputError(
    `base64 must be Base64 (RFC 4648, section 4), padded, without white space: ${problem}.`,
    { field: 'base64' },
  );
}

/** The bytes of text that is known to be Base64, by the fastest way that the runtime has. */
export function decodeChecked(text: string): Uint8Array<ArrayBuffer> {
  // A small Buffer is a window on a pool that others write to; and callers expect no more than a Uint8Array.
  const { Buffer } = globalThis as { Buffer?: BufferLike };
  if (Buffer) return new Uint8Array(Buffer.from(text, 'base64'));
  const { fromBase64 } = Uint8Array as NativeConstructor;
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Why a text is no Base64, in words that do not quote it; `undefined` when it is. */
export function base64Problem(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'it is no string';
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const body = text.slice(0, end);
  const other = body.search(/[^A-Za-z0-9+/]/);
  if (other >= 0) return `there is another character at position ${other}`;
  if (text.length % 4 !== 0) return `its length, ${text.length}, is no multiple of 4`;
  const spare =
    alphabet.indexOf(body.at(-1) ?? 'A') & (text.length - end === 2 ? 15 : text.length - end === 1 ? 3 : 0);
  return spare === 0 ? undefined : 'its last character has bits that belong to no byte';
}
