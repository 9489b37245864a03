import { latin1 } from '../latin1.ts';

/** The kinds of image that the API takes. */
export type ImageType = 'BMP' | 'GIF' | 'JPEG' | 'PDF' | 'PNG' | 'SVG' | 'TIFF';

/** All kinds of image that the API takes. */
export const imageTypes: readonly ImageType[] = ['BMP', 'GIF', 'JPEG', 'PDF', 'PNG', 'SVG', 'TIFF'];

/** How much of an image must be seen to tell that it is text: XML may have comments before its first element. Bytes. */
const textWindow = 4_096;

const binary: readonly (readonly [ImageType, RegExp])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, read as Latin-1.
  ['PNG', /^\x89PNG\r\n\x1a\n/],
  ['JPEG', /^\xff\xd8\xff/],
  ['GIF', /^GIF8[79]a/],
  ['BMP', /^BM/],
  ['TIFF', /^(?:II[*+]\0|MM\0[*+])/],
];

const textual: readonly (readonly [ImageType, RegExp])[] = [
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
  return (
    find(binary, latin1(head.subarray(0, 8))) ?? find(textual, textOf(latin1(head.subarray(0, textWindow))))
  );
}

function find(signatures: readonly (readonly [ImageType, RegExp])[], text: string): ImageType | undefined {
  return signatures.find(([, pattern]) => pattern.test(text))?.[0];
}

/** XML may be in UTF-16; without the zeros it reads the same. */
function textOf(text: string): string {
  return /^(?:\xff\xfe|\xfe\xff)/.test(text) ? text.slice(2).replaceAll('\0', '') : text;
}
