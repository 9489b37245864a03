import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { bytesOf } from '../testing/images.ts';
import { thrownBy } from '../testing/thrown.ts';
import { dataUrlSource } from './data-url.ts';

const decode = (url: string): Promise<Buffer> => bytesOf(dataUrlSource(url));

it('agrees with fetch on Base64 and on percent signs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (bytes) => {
      const base64 = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
      const percent = `data:,${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
      for (const url of [base64, percent]) {
        const expected = new Uint8Array(await (await fetch(url)).arrayBuffer());
        expect(Buffer.compare(await decode(new URL(url).href), expected)).toBe(0);
        expect([...(await decode(url))]).toEqual([...bytes]);
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
])('decodes %s', async (url, text) => {
  expect((await decode(url)).toString()).toBe(text);
});

it.each(['data:image/png', 'data:;base64,AB!='])('refuses %s', async (url) => {
  await thrownBy(InvalidInputError, () => dataUrlSource(url));
});
