import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { thrownBy } from '../testing/thrown.ts';
import { decodeDataUrl } from './data-url.ts';

it('agrees with fetch on Base64 and on percent signs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (bytes) => {
      const base64 = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
      const percent = `data:,${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
      for (const url of [base64, percent]) {
        const expected = new Uint8Array(await (await fetch(url)).arrayBuffer());
        expect(Buffer.compare(decodeDataUrl(new URL(url).href), expected)).toBe(0);
        expect([...decodeDataUrl(url)]).toEqual([...bytes]);
      }
    }),
    { numRuns: 50 },
  );
});

it.each([
  ['data:image/svg+xml,<svg%20width="1"/>', '<svg width="1"/>'],
  ['data:image/svg+xml;charset=utf-8,%3Csvg/%3E#top', '<svg/>'],
  ['data:,100%', '100%'],
  ['data:,%zz', '%zz'],
  ['data:image/png;BASE64,QU%4aD%0A', 'ABC'],
])('decodes %s', (url, text) => {
  expect(Buffer.from(decodeDataUrl(url)).toString()).toBe(text);
});

it.each(['data:image/png', 'data:;base64,AB!='])('refuses %s', async (url) => {
  await thrownBy(InvalidInputError, () => decodeDataUrl(url));
});
