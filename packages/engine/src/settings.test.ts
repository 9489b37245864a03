import { iou, type Region } from '@detect-regions/regions';
import type { Settings } from '@detect-regions/spec';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { mapRegion, orienting, turning } from './image/frame.ts';
import { allEngineTests } from './testing/all-tests.ts';
import { differ, expectRegions, HEIGHT, letter, union, WIDTH } from './testing/letter.ts';
import { oneThread } from './testing/one-thread.ts';
import { emptyPage, LINE_STEP, printLine, printParagraph, toPng, toSharp } from './testing/printed-page.ts';

const engine = createEngine(oneThread);
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

vi.setConfig({ testTimeout: 60_000 });

async function regionsOf(image: Uint8Array, settings: Partial<Settings> = {}): Promise<readonly Region[]> {
  return (await engine.detect(image, settings)).regions;
}

describe('dsrMode', () => {
  it('Regions parts paragraphs that DsrNoFilter keeps together', async () => {
    const page = emptyPage(WIDTH, HEIGHT);
    const first = printParagraph(page, 4, 46, 80, 30);
    const second = printParagraph(page, 5, 46, 80, 30 + 4 * LINE_STEP);
    const image = await toPng(page);
    expectRegions(await regionsOf(image, { dsrMode: 'Regions' }), [union(first), union(second)]);
    expectRegions(await regionsOf(image, { dsrMode: 'DsrNoFilter' }), [union([...first, ...second])]);
  });

  it('DsrAndFilter makes one region of a small image, and zones of a large one', async () => {
    const small = emptyPage(600, 400);
    const lines = [printLine(small, 'THE CLERK WROTE', 40, 40), printLine(small, 'A LETTER', 300, 330)];
    expectRegions(await regionsOf(await toPng(small), { dsrMode: 'DsrAndFilter' }), [union(lines)]);
    const { page, blocks } = letter();
    expectRegions(await regionsOf(await toPng(page), { dsrMode: 'DsrAndFilter' }), blocks);
  });

  it('NoDsrNoFilter makes the page one region, with text or without', async () => {
    const whole = [{ left: 0, top: 0, right: WIDTH, bottom: HEIGHT }];
    expect(await regionsOf(await toPng(letter().page), { dsrMode: 'NoDsrNoFilter' })).toEqual(whole);
    expect(await regionsOf(await toPng(emptyPage(WIDTH, HEIGHT)), { dsrMode: 'NoDsrNoFilter' })).toEqual(
      whole,
    );
  });

  it('LineDetector gives whole lines', async () => {
    const { page, lines } = letter();
    const found = await regionsOf(await toPng(page), { dsrMode: 'LineDetector' });
    expect(found).toHaveLength(lines.length);
    for (const [i, line] of lines.entries()) expect(iou(found[i] as Region, line)).toBeGreaterThan(0.6);
  });

  it.each(['TextDetector', 'PolygonalTextDetector', 'CraftPoly'] as const)(
    '%s gives pieces of text, apart where a gap is',
    async (dsrMode) => {
      const page = emptyPage(WIDTH, 200);
      const pieces = [printLine(page, 'THE CLERK', 60, 80), printLine(page, 'HIS SISTER', 600, 80)];
      const found = await regionsOf(await toPng(page), { dsrMode });
      expect(found).toHaveLength(2);
      for (const [i, piece] of pieces.entries()) expect(iou(found[i] as Region, piece)).toBeGreaterThan(0.6);
    },
  );

  it.runIf(allEngineTests)(
    'PolygonalTextDetector and CraftPoly are tighter about text that runs at a slant in the page as turned',
    async () => {
      const page = emptyPage(WIDTH, 200);
      const line = printLine(page, 'SENT BY NIGHT TRAIN', 60, 80);
      const image = await toPng(page);
      const fit = async (
        dsrMode: 'TextDetector' | 'PolygonalTextDetector' | 'CraftPoly',
      ): Promise<number> => {
        const [found] = await regionsOf(image, { dsrMode, rotate: 20, makeSkewCorrect: false });
        return iou(found as Region, line);
      };
      expect(await fit('TextDetector')).toBeLessThan(0.3);
      expect(await fit('PolygonalTextDetector')).toBeGreaterThan(0.6);
      expect(await fit('CraftPoly')).toBeGreaterThan(0.6);
    },
  );

  it('DsrPlusDetector adds uncertain text that no block covers', async () => {
    const { page } = letter();
    printLine(page, 'SENT BY NIGHT TRAIN', 300, 350, { grey: 150 });
    const image = await toSharp(page).blur(3.2).png().toBuffer();
    const settings = { dsrConfidence: 'Ultra' } as const;
    const sure = await regionsOf(image, { ...settings, dsrMode: 'Regions' });
    const more = await regionsOf(image, { ...settings, dsrMode: 'DsrPlusDetector' });
    expect(more.length).toBeGreaterThan(sure.length);
    for (const region of sure) expect(more).toContainEqual(region);
  });
});

describe('dsrConfidence', () => {
  it.runIf(allEngineTests)(
    'keeps less the surer the detector must be, step by step from All to Ultra',
    async () => {
      const page = emptyPage(WIDTH, HEIGHT);
      for (let line = 0; line < 9; line++) {
        printLine(page, 'THE CLERK WROTE A LETTER TO HIS SISTER', 60, 30 + 40 * line, {
          grey: 150 + 9 * line,
        });
      }
      const image = await toSharp(page).blur(3.5).png().toBuffer();
      const counts: number[] = [];
      for (const dsrConfidence of ['All', 'Low', 'LowMid', 'Mid', 'MidHigh', 'High', 'Ultra'] as const) {
        counts.push((await regionsOf(image, { dsrMode: 'TextDetector', dsrConfidence })).length);
      }
      expect(counts).toEqual([...new Set(counts)].toSorted((a, b) => b - a));
      expect(counts).toHaveLength(7);
    },
  );
});

describe('rotate', () => {
  it.each([
    [180, 180],
    [90, -90],
    [-40, 400],
  ])('reads a page that stands turned by %i degrees, turned clockwise by %i', async (turned, rotate) => {
    const { page, blocks } = letter();
    const image = await toSharp(page).rotate(turned, { background: '#fff' }).png().toBuffer();
    const { width, height, map } = turning(turned, WIDTH, HEIGHT);
    const result = await engine.detect(image, { rotate });
    expect(Math.abs(result.width - width) + Math.abs(result.height - height)).toBeLessThanOrEqual(2);
    const wanted = blocks.map((block) => mapRegion(map, block));
    expectRegions(result.regions, wanted);
    expect(differ(await regionsOf(image), wanted)).toBe(true);
  });
});

describe('makeSkewCorrect', () => {
  it('parts the columns and paragraphs of a page that was scanned at a slant, in the frame of the scan', async () => {
    const page = emptyPage(WIDTH, HEIGHT);
    const paragraphs = [30, 350, 670].flatMap((left) => [
      printParagraph(page, 5, 15, left, 30),
      printParagraph(page, 5, 15, left, 30 + 5 * LINE_STEP),
    ]);
    const image = await toSharp(page).rotate(-14, { background: '#fff' }).png().toBuffer();
    const wanted = paragraphs.map((lines) => mapRegion(turning(-14, WIDTH, HEIGHT).map, union(lines)));
    expectRegions(await regionsOf(image), wanted);
    expect(differ(await regionsOf(image, { makeSkewCorrect: false }), wanted)).toBe(true);
  });

  it('works together with rotate', async () => {
    const { page, blocks } = letter();
    const image = await toSharp(page).rotate(-84, { background: '#fff' }).png().toBuffer();
    const wanted = blocks.map((block) => mapRegion(turning(-84, WIDTH, HEIGHT).map, block));
    expectRegions(await regionsOf(image, { rotate: 90 }), wanted);
  });
});

describe('EXIF orientation', () => {
  it.each([3, 6])('%i is heeded, and the regions are those of the stored pixels', async (orientation) => {
    const { page, blocks } = letter();
    // Stored so that the orientation makes it upright again.
    const back = { 3: 180, 6: -90 }[orientation] as number;
    const image = await toSharp(page).rotate(back).withMetadata({ orientation }).jpeg().toBuffer();
    const stored = turning(back, WIDTH, HEIGHT);
    const result = await engine.detect(image);
    expect(result).toMatchObject({ width: stored.width, height: stored.height });
    expectRegions(
      result.regions,
      blocks.map((block) => mapRegion(stored.map, block)),
    );
    const upright = orienting(orientation, stored.width, stored.height);
    expectRegions(
      result.regions.map((region) => mapRegion(upright.map, region)),
      blocks,
    );
  });
});

describe('image settings', () => {
  it('makeContrastCorrection finds print that is hardly darker than its paper', async () => {
    const { page, blocks } = letter({ grey: 247, paper: 250 });
    const image = await toPng(page);
    expectRegions(await regionsOf(image), blocks);
    expect(differ(await regionsOf(image, { makeContrastCorrection: false }), blocks)).toBe(true);
  });

  it('makeBinarization drops print that shines through from the other side', async () => {
    const page = emptyPage(WIDTH, HEIGHT, 245);
    const front = printParagraph(page, 4, 46, 80, 30, { grey: 20 });
    const behind = printParagraph(page, 4, 46, 80, 230, { grey: 215 });
    const image = await toPng(page);
    expectRegions(await regionsOf(image, { makeBinarization: true }), [union(front)]);
    expectRegions(await regionsOf(image), [union(front), union(behind)]);
  });

  it.runIf(allEngineTests)(
    'makeUpsampling parts dense lines of small print, on a page of larger print',
    async () => {
      const page = emptyPage(1600, 1100);
      printParagraph(page, 14, 64, 40, 40, { dot: 4, step: 48 });
      const notes = printParagraph(page, 16, 50, 40, 800, { dot: 1, step: 12 });
      const image = await toPng(page);
      const matched = async (makeUpsampling: boolean): Promise<number> => {
        const found = await regionsOf(image, { dsrMode: 'LineDetector', makeUpsampling });
        return notes.filter((line) => found.some((region) => iou(region, line) >= 0.5)).length;
      };
      expect(await matched(true)).toBeGreaterThanOrEqual(10);
      expect(await matched(false)).toBeLessThanOrEqual(4);
    },
  );
});

describe.runIf(allEngineTests)('large scans', () => {
  it('finds small print in them, looking at more of their pixels when the first look says so', async () => {
    const page = emptyPage(3400, 1200);
    const lines = [100, 2500].flatMap((left) =>
      printParagraph(page, 40, 100, left, 100, { dot: 1, step: 12 }),
    );
    const found = await regionsOf(await toPng(page), { dsrMode: 'LineDetector' });
    const matched = lines.filter((line) => found.some((region) => iou(region, line) >= 0.5));
    expect(matched.length).toBeGreaterThanOrEqual(76);
  });
});
