import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defaultSettings } from '@detect-regions/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Detector, loadDetector } from './detector/detector.ts';
import { readPage, regionsOfPage } from './page.ts';
import { oneThread } from './testing/one-thread.ts';
import { isRising, orderFound } from './testing/reading.ts';
import { f1, type Score, score, type TruthBox, toRegion } from './testing/score.ts';

interface Truth {
  readonly blocks: readonly TruthBox[] | null;
  readonly lines: readonly TruthBox[] | null;
}

interface Entry {
  readonly kind: string;
  readonly image: string;
  readonly gt: string;
}

/** Pages with ground truth, beside the checkout; they have licences of their own and are not part of it. */
const data = new URL('../../../../shared/data/', import.meta.url);
const samples = new URL('../../../docs/pages/', import.meta.url);
const TIMEOUT = 180_000;

let detector: Promise<Detector>;
beforeAll(() => {
  detector = loadDetector('auto', oneThread.threads);
});
afterAll(async () => (await detector).close());

interface PageScore {
  readonly blocks: Score;
  readonly lines: Score;
  /** Places in the truth of the blocks that were found, in the order of the result. */
  readonly order: readonly number[];
}

async function scorePage(image: URL, truth: Truth): Promise<PageScore> {
  const { signal } = new AbortController();
  const tools = { detector: () => detector, maxPixels: 1e8, signal };
  const page = await readPage(await readFile(image), defaultSettings, tools);
  const { regions } = regionsOfPage(page, 'Regions');
  return {
    blocks: score(regions, truth.blocks ?? []),
    order: orderFound(regions, (truth.blocks ?? []).map(toRegion)),
    lines: score(regionsOfPage(page, 'LineDetector').regions, truth.lines ?? []),
  };
}

async function readTruth(file: URL): Promise<Truth> {
  return JSON.parse(await readFile(file, 'utf8')) as Truth;
}

// The floors lie a little below what was measured, so that they tell a fault from a change of weather.
describe('on the sample pages of the documentation', () => {
  it.each([
    ['article', 0.9, 0.95],
    ['letter', 0.95, 0.95],
    ['receipt', 0.85, 0.95],
    ['form', 0.8, 0.75],
  ])(
    'finds %s: blocks F1 >= %f in reading order, lines F1 >= %f',
    { timeout: TIMEOUT },
    async (name, blocksFloor, linesFloor) => {
      const { blocks, lines, order } = await scorePage(
        new URL(`${name}.jpg`, samples),
        await readTruth(new URL(`${name}.json`, samples)),
      );
      expect(f1([blocks])).toBeGreaterThanOrEqual(blocksFloor);
      expect(isRising(order)).toBe(true);
      expect(f1([lines])).toBeGreaterThanOrEqual(linesFloor);
    },
  );
});

describe('on pages with ground truth', () => {
  it('finds rendered pages, papers and receipts', { timeout: TIMEOUT }, async (context) => {
    if (!existsSync(new URL('manifest.json', data))) context.skip('needs the pages of ../shared/data');
    const manifest = JSON.parse(await readFile(new URL('manifest.json', data), 'utf8')) as Entry[];
    const scores = new Map<string, PageScore[]>();
    // Every third page keeps the test quick; `pnpm bench engine` runs them all.
    for (const { kind, image, gt } of manifest.filter((_, i) => i % 3 === 0)) {
      const page = await scorePage(new URL(image, data), await readTruth(new URL(gt, data)));
      scores.set(kind, [...(scores.get(kind) ?? []), page]);
    }
    const figure = (kind: string, level: 'blocks' | 'lines'): number =>
      f1((scores.get(kind) ?? []).map((page) => page[level]));
    expect(figure('synth', 'blocks')).toBeGreaterThanOrEqual(0.95);
    expect(figure('paper', 'blocks')).toBeGreaterThanOrEqual(0.8);
    expect(figure('synth', 'lines')).toBeGreaterThanOrEqual(0.98);
    expect(figure('receipt', 'lines')).toBeGreaterThanOrEqual(0.88);
  });
});
