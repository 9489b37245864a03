import { readFile } from 'node:fs/promises';
import type { Region } from '@detect-regions/regions';
import type { Language } from '@detect-regions/spec';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import { type Affine, identity, mapRegion, turning } from './image/frame.ts';
import { allEngineTests } from './testing/all-tests.ts';
import { oneThread } from './testing/one-thread.ts';
import { isRising, orderFound } from './testing/reading.ts';
import { f1, score, type TruthBox } from './testing/score.ts';

const samples = new URL('../../../docs/pages/', import.meta.url);
const TIMEOUT = 60_000;

const engine = createEngine(oneThread);
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

interface Truth {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly TruthBox[];
}

/** Which blocks of the truth were found, in the order of the result, and F1 of all. */
async function read(
  image: Uint8Array,
  { blocks }: Truth,
  language: Language,
  turned: Affine = identity,
): Promise<{ order: number[]; figure: number }> {
  const { regions } = await engine.detect(image, { language });
  const wanted = blocks.map(([left, top, right, bottom]) => mapRegion(turned, { left, top, right, bottom }));
  return { order: orderFound(regions, wanted), figure: f1([score(regions, wanted.map(asTruth))]) };
}

function asTruth({ left, top, right, bottom }: Region): TruthBox {
  return [left, top, right, bottom];
}

// The sample in Arabic has two columns of which the right one comes first, indents at the right and short last
// lines at the left; the one in Japanese has vertical lines in two tiers, and level head and folio.
describe.each([
  { name: 'arabic', language: 'Arabic', floor: 0.9, degrees: 12 },
  { name: 'japanese', language: 'Japanese', floor: 0.8, degrees: -9 },
] as const)('the sample page $name', ({ name, language, floor, degrees }) => {
  const image = readFile(new URL(`${name}.jpg`, samples));
  const truth = readFile(new URL(`${name}.json`, samples), 'utf8').then((text) => JSON.parse(text) as Truth);

  it(`is found and read in its order as ${language}, and not as English`, { timeout: TIMEOUT }, async () => {
    const { order, figure } = await read(await image, await truth, language);
    expect(figure).toBeGreaterThanOrEqual(floor);
    expect(isRising(order)).toBe(true);
    const english = await read(await image, await truth, 'English');
    expect(english.figure).toBeLessThan(figure);
    expect(english.order).not.toEqual(order);
  });

  it.runIf(allEngineTests)(
    `is found and read as well when it lies turned by ${degrees} degrees`,
    {
      timeout: TIMEOUT,
    },
    async () => {
      const { width, height } = await truth;
      const turned = await sharp(await image)
        .rotate(degrees, { background: '#fff' })
        .jpeg()
        .toBuffer();
      const { order, figure } = await read(
        turned,
        await truth,
        language,
        turning(degrees, width, height).map,
      );
      expect(figure).toBeGreaterThanOrEqual(0.97 * floor);
      expect(isRising(order)).toBe(true);
    },
  );
});
