import type { ImageFormat as ApiFormat } from '@detect-regions/spec';

/** A kind of image that the engine recognises by its first bytes: those of the API, and WebP. */
export type ImageFormat = ApiFormat | 'webp';

/** How far into a file an `<svg` tag is looked for, in bytes, behind a prolog, comments and a doctype. */
const SVG_PROLOG_BYTES = 4096;

/** How far into a file `%PDF-` may stand, in bytes: what PDF readers accept in practice. */
const PDF_PROLOG_BYTES = 1024;

/** What tells each format, in the order to ask in: the certain before those that look further into the file. */
const tests: Readonly<Record<ImageFormat, (bytes: Uint8Array) => boolean>> = {
  png: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpeg: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]),
  gif: (bytes) => startsWithText(bytes, 'GIF87a') || startsWithText(bytes, 'GIF89a'),
  webp: (bytes) => startsWithText(bytes, 'RIFF') && startsWithText(bytes.subarray(8), 'WEBP'),
  tiff: (bytes) => startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a]),
  // The two reserved words that follow a bitmap's size are zero; "BM" alone also begins plain text.
  bmp: (bytes) => startsWithText(bytes, 'BM') && startsWith(bytes.subarray(6), [0, 0, 0, 0]),
  pdf: (bytes) => latin(bytes.subarray(0, PDF_PROLOG_BYTES)).includes('%PDF-'),
  svg: isSvg,
};

/**
 * Tells the format of an image from its first bytes, whatever its name or media type says. Nothing is
 * decoded: a damaged image still has a format.
 *
 * @param bytes - the file, or at least its first 4 kB
 * @returns the format, or `undefined` for bytes that are no image that the engine knows
 */
export function sniffImage(bytes: Uint8Array): ImageFormat | undefined {
  return (Object.keys(tests) as ImageFormat[]).find((format) => tests[format](bytes));
}

function isSvg(bytes: Uint8Array): boolean {
  const text = latin(bytes.subarray(0, SVG_PROLOG_BYTES)).replace(/^\u00ef\u00bb\u00bf/, '');
  return /^\s*</.test(text) && /<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]/.test(text);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function startsWithText(bytes: Uint8Array, start: string): boolean {
  return startsWith(
    bytes,
    [...start].map((character) => character.charCodeAt(0)),
  );
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
