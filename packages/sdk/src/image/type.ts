/** The kinds of image that the API takes. */
export type ImageType = 'BMP' | 'GIF' | 'JPEG' | 'PDF' | 'PNG' | 'SVG' | 'TIFF';

/** All kinds of image that the API takes. */
export const imageTypes: readonly ImageType[] = ['BMP', 'GIF', 'JPEG', 'PDF', 'PNG', 'SVG', 'TIFF'];

/** How much of an image must be seen to tell its type: XML may have comments before the first element. Bytes. */
const typeWindow = 4_096;

const signatures: readonly (readonly [ImageType, RegExp])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, read as Latin-1.
  ['PNG', /^\x89PNG\r\n\x1a\n/],
  ['JPEG', /^\xff\xd8\xff/],
  ['GIF', /^GIF8[79]a/],
  ['BMP', /^BM/],
  ['TIFF', /^(?:II[*+]\0|MM\0[*+])/],
  // The header may come late, as readers of PDF allow.
  ['PDF', /^[\s\S]{0,1019}%PDF-/],
  [
    'SVG',
    /^(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)*<(?:\w+:)?svg[\s/>]/i,
  ],
];

/**
 * Tells the type of an image by its first bytes, whatever its name says.
 *
 * @param head - the first bytes; 4,096 of them tell
 * @returns the type, or `undefined` when it is none that the API takes
 */
export function imageTypeOf(head: Uint8Array): ImageType | undefined {
  const text = String.fromCharCode(...head.subarray(0, typeWindow));
  // XML may be in UTF-16; without the zeros it reads the same.
  const utf16 = /^(?:\xff\xfe|\xfe\xff)/.test(text);
  const plain = utf16 ? text.slice(2).replaceAll('\0', '') : text;
  return signatures.find(([, pattern]) => pattern.test(plain))?.[0];
}
