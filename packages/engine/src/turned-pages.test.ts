import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import { mapRegion, turning } from './image/frame.ts';
import { oneThread } from './testing/one-thread.ts';
import { f1, type Score, score, type TruthBox } from './testing/score.ts';

interface Page {
  readonly image: URL;
  readonly blocks: readonly TruthBox[];
}

/** Pages with ground truth, beside the checkout; they have licences of their own and are not part of it. */
const data = new URL('../../../../shared/data/', import.meta.url);
const samples = new URL('../../../docs/pages/', import.meta.url);
const manifest = new URL('manifest.json', data);
const all = process.env.ENGINE_TESTS === 'all' || process.env.REQUIRE_ALL === '1';

/** Blocks found on turned pages must match this well, as a share of how well those on upright pages match. */
const LEAST_SHARE = 0.97;

/** What accuracy.test.ts asks of the letter when it stands upright. */
const UPRIGHT_LETTER = 0.95;

const engine = createEngine(oneThread);
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

async function readBlocks(truth: URL): Promise<readonly TruthBox[] | null> {
  return (JSON.parse(await readFile(truth, 'utf8')) as { blocks: readonly TruthBox[] | null }).blocks;
}

/** Finds blocks on a page turned by degrees, and compares them with the bounding boxes of the turned truth. */
async function scoreTurned({ image, blocks }: Page, degrees: number): Promise<Score> {
  const upright = sharp(await readFile(image)).flatten({ background: '#fff' });
  const { width, height } = await upright.metadata();
  const turned = await upright.rotate(degrees, { background: '#fff' }).jpeg({ quality: 92 }).toBuffer();
  const { map } = turning(degrees, width, height);
  const truth = blocks.map(([x1, y1, x2, y2, ignore = 0]): TruthBox => {
    const { left, top, right, bottom } = mapRegion(map, { left: x1, top: y1, right: x2, bottom: y2 });
    return [left, top, right, bottom, ignore];
  });
  const { regions } = await engine.detect(turned);
  return score(regions, truth);
}

async function figureOf(pages: readonly Page[], degrees: number): Promise<number> {
  const scores: Score[] = [];
  for (const page of pages) scores.push(await scoreTurned(page, degrees));
  return f1(scores);
}

describe('blocks of turned pages', () => {
  it('are found as well as upright on a sample page', { timeout: 180_000 }, async () => {
    const blocks = (await readBlocks(new URL('letter.json', samples))) ?? [];
    const page = { image: new URL('letter.jpg', samples), blocks };
    expect(await figureOf([page], 12)).toBeGreaterThanOrEqual(LEAST_SHARE * UPRIGHT_LETTER);
  });

  it.runIf(all)(
    'are found as well as upright on papers and rendered pages',
    { timeout: 600_000 },
    async (context) => {
      if (!existsSync(manifest)) context.skip('needs the pages of ../shared/data');
      const entries = JSON.parse(await readFile(manifest, 'utf8')) as { image: string; gt: string }[];
      const pages: Page[] = [];
      for (const { image, gt } of entries) {
        const blocks = await readBlocks(new URL(gt, data));
        if (blocks) pages.push({ image: new URL(image, data), blocks });
      }
      const upright = await figureOf(pages, 0);
      for (const degrees of [5, -5, 12, -12]) {
        expect(await figureOf(pages, degrees), `${degrees} degrees`).toBeGreaterThanOrEqual(
          LEAST_SHARE * upright,
        );
      }
    },
  );
});
