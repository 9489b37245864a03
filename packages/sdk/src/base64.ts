import { InvalidInputError } from './errors/index.ts';
import { latin1 } from './latin1.ts';

/**
 * Base64 (RFC 4648, section 4: the usual alphabet, padded) of any number of bytes, in every runtime. The fastest
 * way that the runtime has is looked up at each call; none builds the stack up with the size of the input.
 */

/** A way to encode and decode. `decode` gets only text that is known to be Base64. */
export interface Base64Codec {
  readonly encode: (bytes: Uint8Array) => string;
  readonly decode: (text: string) => Uint8Array<ArrayBuffer>;
}

interface NativeBytes {
  toBase64?(): string;
}
interface NativeConstructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}
interface BufferLike {
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
  from(text: string, encoding: 'base64'): Uint8Array<ArrayBuffer>;
}

const native: Base64Codec = {
  encode: (bytes) => (bytes as NativeBytes).toBase64?.() as string,
  decode: (text) => (Uint8Array as NativeConstructor).fromBase64?.(text) as Uint8Array<ArrayBuffer>,
};

const buffer: Base64Codec = {
  encode: (bytes) =>
    nodeBuffer()?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') as string,
  decode: (text) => {
    const bytes = nodeBuffer()?.from(text, 'base64') as Uint8Array<ArrayBuffer>;
    // A small Buffer is a window on a pool that others write to; and callers expect no more than a Uint8Array.
    return new Uint8Array(bytes);
  },
};

// A multiple of 3, so that no piece but the last is padded, and few enough arguments for any stack.
const piece = 3 * 2_730;

const binary: Base64Codec = {
  encode: (bytes) => {
    let text = '';
    for (let offset = 0; offset < bytes.length; offset += piece) {
      text += btoa(latin1(bytes.subarray(offset, offset + piece)));
    }
    return text;
  },
  decode: (text) => {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
    return bytes;
  },
};

/** All ways, for tests. */
export const codecs: {
  readonly native: Base64Codec;
  readonly buffer: Base64Codec;
  readonly binary: Base64Codec;
} = {
  native,
  buffer,
  binary,
};

function nodeBuffer(): BufferLike | undefined {
  return (globalThis as { Buffer?: BufferLike }).Buffer;
}

function codec(): Base64Codec {
  if (nodeBuffer() !== undefined) return buffer;
  return (Uint8Array as NativeConstructor).fromBase64 === undefined ? binary : native;
}

/**
 * Encodes bytes as Base64 (RFC 4648, section 4), padded, without line breaks.
 *
 * @param bytes - any number of bytes, up to what a string of the runtime can hold (in V8 about 400 MB)
 * @example
 * ```ts
 * encodeBase64(new Uint8Array([1, 2, 3, 4])); // 'AQIDBA=='
 * ```
 */
export function encodeBase64(bytes: Uint8Array | ArrayBuffer): string {
  return codec().encode(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
}

/**
 * Decodes Base64 (RFC 4648, section 4). Strict: only the usual alphabet, padded, no white space, and no bits set
 * that belong to no byte; so a text decodes exactly when encoding its bytes gives the text again.
 *
 * @param text - the Base64
 * @throws {@link InvalidInputError} with `field: 'base64'` for anything else; the text is never quoted
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const problem = findProblem(text);
  if (problem === undefined) return codec().decode(text);
  throw new InvalidInputError(
    `base64 must be Base64 (RFC 4648, section 4), padded, without white space: ${problem}.`,
    {
      field: 'base64',
    },
  );
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function findProblem(text: unknown): string | undefined {
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
