import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { bytesOf, largePng } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { base64Source } from './base64-source.ts';

/** Text with white space at some places. */
const spaced = (text: string, places: readonly number[]): string => {
  let result = text;
  for (const place of places) {
    const at = place % (result.length + 1);
    result = `${result.slice(0, at)}${[' ', '\n', '\r\n\t'][place % 3]}${result.slice(at)}`;
  }
  return result;
};

it('gives the bytes, whole and in part, and the Base64 without white space', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(fc.nat(200), { maxLength: 8 }),
      fc.nat(70),
      fc.nat(70),
      fc.integer({ min: 1, max: 20 }),
      async (bytes, places, start, length, chunk) => {
        const text = Buffer.from(bytes).toString('base64');
        const source = base64Source(spaced(text, places));
        expect(source.size).toBe(bytes.length);
        expect([...(await source.read(start, start + length))]).toEqual([
          ...bytes.slice(start, start + length),
        ]);
        expect([...(await bytesOf(source, chunk))]).toEqual([...bytes]);
        expect([...(source.base64?.() ?? [])].join('')).toBe(text);
      },
    ),
  );
});

it('reads a long text in lines from anywhere', async () => {
  const image = largePng(1_500_000);
  const source = base64Source(Buffer.from(image).toString('base64').replace(/.{76}/g, '$&\r\n'));
  expect(Buffer.compare(await bytesOf(source, 1_000_000), image)).toBe(0);
  for (const start of [0, 196_607, 700_001, 1_499_990]) {
    expect(
      Buffer.compare(await source.read(start, start + 250_000), image.subarray(start, start + 250_000)),
    ).toBe(0);
  }
});

it('refuses what is no padded Base64, without quoting it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.base64String(), fc.string({ maxLength: 12 })), async (text) => {
      const tight = text.replace(/\s+/g, '');
      let given: string | undefined;
      try {
        given = [...(base64Source(text).base64?.() ?? [])].join('');
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
      const decoded = Buffer.from(tight, 'base64').toString('base64');
      expect(given).toBe(decoded === tight ? tight : undefined);
    }),
  );
});

it.each([
  ['AQ-_', 'another character at position 2'],
  ['AQIDBA', 'its length without white space, 6'],
  ['====', 'another character'],
  ['AQ==AQID', 'another character at position 2'],
  ['AQIDBB=\n=', 'bits that belong to no byte'],
  ['data:image/png;base64,AAAA', 'new URL(text)'],
])('says what is wrong with %j', async (text, message) => {
  const error = await thrownBy(InvalidInputError, () => base64Source(text));
  expect(error.message).toContain(message);
  expect(error.message).not.toContain(text);
  expect(error.field).toBe('image');
});
