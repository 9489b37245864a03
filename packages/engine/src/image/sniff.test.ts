import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffImage } from './sniff.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('sniffImage', () => {
  it.each([
    ['png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
    ['jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['gif', text('GIF89a…')],
    ['gif', text('GIF87a…')],
    ['webp', text('RIFF\u0001\u0001\u0001\u0001WEBPVP8 ')],
    ['tiff', Uint8Array.of(0x49, 0x49, 0x2a, 0)],
    ['tiff', Uint8Array.of(0x4d, 0x4d, 0, 0x2a)],
    ['bmp', Uint8Array.of(0x42, 0x4d, 9, 9, 9, 9, 0, 0, 0, 0, 54)],
    ['pdf', text('%PDF-1.7\n')],
    ['pdf', text('some bytes of a mailer\n%PDF-1.4\n')],
    ['svg', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', text('\ufeff<?xml version="1.0"?>\n<!-- a -->\n<svg:svg xmlns:svg="…">')],
  ])('knows %s by its first bytes', (format, bytes) => {
    expect(sniffImage(bytes)).toBe(format);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['prose that begins with BM', text('BMW sold more cars')],
    ['HTML', text('<!doctype html><p>svg</p>')],
    ['JSON', text('{"svg": "<svg>"}')],
    ['RIFF audio', text('RIFF\u0001\u0001\u0001\u0001WAVEfmt ')],
    ['a cut PNG signature', Uint8Array.of(0x89, 0x50, 0x4e)],
  ])('takes %s for no image', (_, bytes) => {
    expect(sniffImage(bytes)).toBeUndefined();
  });

  it('never throws, and looks at the beginning only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const padded = new Uint8Array(10_000);
        padded.set(bytes);
        expect(sniffImage(padded)).toBe(sniffImage(padded.slice(0, 4096)));
      }),
    );
  });
});
