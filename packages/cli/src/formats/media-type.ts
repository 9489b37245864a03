const signatures: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/bmp', /^BM/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/svg+xml', /<(?:\w+:)?svg[\s/>]/i],
];

/**
 * The media type of an image that programs which show SVG can draw, by its first bytes; `undefined` for others,
 * such as TIFF and PDF.
 */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  return signatures.find(([, pattern]) => pattern.test(head))?.[0];
}
