import { InvalidInputError } from '../errors/index.ts';
import { base64Source } from './base64-source.ts';
import { bytesSource } from './random-access.ts';
import type { ImageSource } from './source.ts';

/**
 * The bytes of a `data:` URL (RFC 2397), whatever media type it names.
 *
 * @throws {@link InvalidInputError} when it has no comma or its Base64 is none
 */
export function dataUrlSource(url: string): ImageSource {
  const comma = url.indexOf(',');
  if (comma < 0)
    throw new InvalidInputError('image must be a data: URL with a comma before its data.', {
      field: 'image',
    });
  const fragment = url.indexOf('#', comma);
  const data = url.slice(comma + 1, fragment < 0 ? undefined : fragment);
  if (!/;\s*base64\s*$/i.test(url.slice(0, comma))) return bytesSource(percentDecode(data));
  return base64Source(data.includes('%') ? new TextDecoder().decode(percentDecode(data)) : data);
}

function percentDecode(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const hex = bytes[index] === 37 ? hexByte(bytes, index) : undefined;
    bytes[length++] = hex ?? (bytes[index] as number);
    if (hex !== undefined) index += 2;
  }
  return bytes.subarray(0, length);
}

function hexByte(bytes: Uint8Array, index: number): number | undefined {
  const digits = String.fromCharCode(...bytes.subarray(index + 1, index + 3));
  return /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
