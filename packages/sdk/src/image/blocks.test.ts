import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocks } from './blocks.ts';

async function* from(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

it('gives the same bytes in blocks of one size, the last one shorter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 17 }),
      async (chunks, size) => {
        const seen: number[][] = [];
        for await (const block of blocks(from(chunks), size)) seen.push([...block]);
        expect(seen.flat()).toEqual(chunks.flatMap((chunk) => [...chunk]));
        expect(seen.slice(0, -1).every((block) => block.length === size)).toBe(true);
        expect(seen.every((block) => block.length > 0)).toBe(true);
      },
    ),
  );
});

it('does not copy what comes in large chunks', async () => {
  const bytes = new Uint8Array(100);
  const { value } = await blocks(from([bytes]), 30).next();
  expect(value?.buffer).toBe(bytes.buffer);
});

it('ends the source when it is ended early', async () => {
  let ended = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield new Uint8Array(10);
    } finally {
      ended = true;
    }
  }
  for await (const _ of blocks(source(), 7)) break;
  expect(ended).toBe(true);
});
