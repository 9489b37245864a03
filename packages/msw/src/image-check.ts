import { imageFormats } from '@detect-regions/spec';
import type { RequestProblem } from './problem.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How much Base64 is looked at in one go: one regular expression over a large image overflows the stack. */
const PIECE = 0x10000;

/** How far into a file an `<svg` may stand, in bytes, behind a prologue, comments and a doctype. */
const SVG_PROLOGUE = 4096;

/** How far into a file `%PDF-` may stand, in bytes: what PDF readers accept in practice. */
const PDF_PROLOGUE = 1024;

/** The first bytes of formats that are told by them alone. */
const signatures: readonly string[] = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff',
  'GIF87a',
  'GIF89a',
  'II*\0',
  'MM\0*',
];

const accepted = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  imageFormats.map((format) => format.toUpperCase()),
);

/** What is wrong with an image, and the status that it calls for. */
export interface ImageProblem extends RequestProblem {
  readonly status: 400 | 413;
}

/**
 * Says what is wrong with an image in Base64, by its alphabet, its size and its first bytes.
 *
 * @param image - Base64 (RFC 4648, section 4, padded)
 * @param maxBytes - how many bytes it may have, decoded
 * @returns the problem, or `undefined` when it may be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF
 */
export function findImageProblem(image: string, maxBytes: number): ImageProblem | undefined {
  const problem = (status: 400 | 413, message: string): ImageProblem => ({ status, field: 'image', message });
  if (!isBase64(image)) return problem(400, 'image must be Base64 (RFC 4648, section 4, padded).');
  const padding = image.endsWith('==') ? 2 : image.endsWith('=') ? 1 : 0;
  if ((image.length / 4) * 3 - padding > maxBytes) {
    return problem(413, `image may have at most ${maxBytes} bytes.`);
  }
  // Of whole units of Base64, each of which stands for three bytes.
  if (isImage(atob(image.slice(0, Math.ceil(SVG_PROLOGUE / 3) * 4)))) return undefined;
  return problem(400, `image must be a ${accepted} file; these bytes are none of them.`);
}

function isBase64(text: string): boolean {
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE);
    const last = at + PIECE >= text.length;
    if (!BASE64.test(piece) || (!last && piece.includes('='))) return false;
  }
  return true;
}

/** @param head - the first bytes of a file, one character each */
function isImage(head: string): boolean {
  if (signatures.some((signature) => head.startsWith(signature))) return true;
  // The reserved words behind a bitmap's size are zero; "BM" alone begins plain text as well.
  if (head.startsWith('BM') && head.slice(6, 10) === '\0\0\0\0') return true;
  if (head.slice(0, PDF_PROLOGUE).includes('%PDF-')) return true;
  return /^(?:\xef\xbb\xbf)?\s*</.test(head) && /<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]/.test(head);
}
