import { expect, it } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

it.each([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['BM6\0\0\0', 'image/bmp'],
  ['RIFF\n\n\n\nWEBPVP8 ', 'image/webp'],
  ['<?xml version="1.0"?><!-- x --><svg xmlns="…">', 'image/svg+xml'],
  ['%PDF-1.7', undefined],
  ['II*\0', undefined],
  ['', undefined],
])('takes %j for %s', (head, type) => {
  expect(mediaTypeOf(Buffer.from(head, 'latin1'))).toBe(type);
});
