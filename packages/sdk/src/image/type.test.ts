import { expect, it } from 'vitest';
import { imageTypeOf } from './type.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

it.each([
  ['PNG', latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
  ['JPEG', latin1('\xff\xd8\xff\xe0\0\x10JFIF')],
  ['JPEG', latin1('\xff\xd8\xff\xdb')],
  ['GIF', latin1('GIF89a')],
  ['GIF', latin1('GIF87a')],
  ['BMP', latin1('BM\x46\0\0\0')],
  ['TIFF', latin1('II*\0\x08\0\0\0')],
  ['TIFF', latin1('MM\0*\0\0\0\x08')],
  ['TIFF', latin1('MM\0+\0\x08')],
  ['PDF', latin1('%PDF-1.7\n')],
  ['PDF', latin1(`${'\n'.repeat(1019)}%PDF-1.4`)],
  ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  [
    'SVG',
    latin1('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>'),
  ],
  ['SVG', latin1('<s:svg xmlns:s="http://www.w3.org/2000/svg">')],
  ['SVG', utf16('<?xml version="1.0"?><svg width="3">')],
] as const)('knows a %s: %j', (type, bytes) => {
  expect(imageTypeOf(bytes)).toBe(type);
});

it.each([
  ['nothing', ''],
  ['text', 'Dear Sir or Madam'],
  ['a page', '<!DOCTYPE html><html><body><svg></svg>'],
  ['a WebP', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['a gzip (SVGZ)', '\x1f\x8b\x08\0'],
  ['a ZIP', 'PK\x03\x04'],
  ['Base64 of a PNG', 'iVBORw0KGgo'],
  ['half a signature', '\x89PN'],
  ['a PDF header too late', `${' '.repeat(1020)}%PDF-1.4`],
  ['an element whose name begins alike', '<svgx>'],
])('takes %s for none', (_name, text) => {
  expect(imageTypeOf(latin1(text))).toBeUndefined();
});

it('does not hang on text made to be hard', () => {
  for (const text of [
    '<!--'.repeat(1_000),
    '<?'.repeat(2_000),
    ' '.repeat(4_096),
    '<!DOCTYPE ['.repeat(370),
  ]) {
    const start = performance.now();
    expect(imageTypeOf(latin1(text))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1_000);
  }
});
