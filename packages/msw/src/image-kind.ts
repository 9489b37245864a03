/** The first bytes of the image formats that the API takes; SVG, a text, is told apart below. */
const signatures: readonly string[] = [
  'BM',
  'GIF8',
  '\xff\xd8\xff',
  '%PDF',
  '\x89PNG\r\n\x1a\n',
  'II*\0',
  'MM\0*',
];

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How much of the Base64 is looked at for a signature; an `<svg` may follow a prologue. */
const HEAD = 2048;

/**
 * Says what is wrong with an image in Base64, by its alphabet and its first bytes.
 *
 * @param image - Base64 (RFC 4648, section 4, padded)
 * @returns a sentence, or `undefined` when it may be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF
 */
export function findImageProblem(image: string): string | undefined {
  // In pieces: one regular expression over a large image overflows the stack.
  for (let at = 0; at < image.length; at += 0x10000) {
    const piece = image.slice(at, at + 0x10000);
    const last = at + 0x10000 >= image.length;
    if (!BASE64.test(piece) || (!last && piece.includes('='))) {
      return 'image must be Base64 (RFC 4648, section 4, padded).';
    }
  }
  const head = atob(image.slice(0, HEAD));
  const isText = /^(?:\xef\xbb\xbf)?\s*</.test(head) && head.includes('<svg');
  if (isText || signatures.some((signature) => head.startsWith(signature))) return undefined;
  return 'image must be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF file; these bytes are none of them.';
}
