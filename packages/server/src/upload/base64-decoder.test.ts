import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Base64Decoder, Base64Error } from './base64-decoder.ts';

/** Decodes a text in chunks of this size. */
function decode(text: string, size = text.length): Buffer {
  const decoder = new Base64Decoder();
  const bytes = Buffer.from(text, 'latin1');
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    // Copied, as what is decoded next takes its place.
    parts.push(Uint8Array.from(decoder.write(bytes.subarray(at, at + size))));
  }
  decoder.end();
  return Buffer.concat(parts);
}

function reasonOf(text: string, size?: number): string | undefined {
  try {
    decode(text, size);
    return undefined;
  } catch (error) {
    if (error instanceof Base64Error) return error.reason;
    throw error;
  }
}

test('any bytes come back, however their text is cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (bytes, size) => {
      expect(decode(Buffer.from(bytes).toString('base64'), size)).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 500 },
  );
});

test('white space is refused by its name, wherever it is', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.nat(),
      fc.constantFrom(' ', '\n', '\r\n', '\t'),
      fc.integer({ min: 1, max: 50 }),
      (bytes, at, space, size) => {
        const text = Buffer.from(bytes).toString('base64');
        const place = at % (text.length + 1);
        expect(reasonOf(text.slice(0, place) + space + text.slice(place), size)).toBe('white-space');
      },
    ),
    { numRuns: 500 },
  );
});

describe('what is refused, however it is cut', () => {
  test.each([
    ['a text cut off', 'QUJ', 'padding'],
    ['a lone character', 'QUJDR', 'padding'],
    ['missing padding', 'QQ', 'padding'],
    ['half the padding', 'QQ=', 'padding'],
    ['padding too early', 'Q===', 'padding'],
    ['too much padding', 'QUI==', 'padding'],
    ['padding alone', '=', 'padding'],
    ['padding in the middle', 'QQ==QUJD', 'padding'],
    ['padding within a unit', 'QQ=Q', 'padding'],
    ['the URL-safe alphabet', 'QU-_', 'url-alphabet'],
    ['a character outside of the alphabet', 'QU*D', 'alphabet'],
    ['a character beyond ASCII', 'QU\xe9D', 'alphabet'],
    ['a NUL', 'QUJ\0', 'alphabet'],
    ['a data URL', 'data:image/png;base64,QUJD', 'data-url'],
  ])('%s', (_, text, reason) => {
    for (let size = 1; size <= text.length; size += 1) expect(reasonOf(text, size)).toBe(reason);
    for (let size = 1; size <= text.length; size += 1)
      expect(reasonOf(`${'QUJD'.repeat(9)}${text}`, size)).toBeDefined();
  });
});

test('nothing is the text of no bytes', () => {
  expect(decode('')).toHaveLength(0);
});
