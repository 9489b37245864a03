import { iou, type Region } from '@detect-regions/regions';
import type { Settings } from '@detect-regions/spec';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { EngineError } from './errors.ts';
import { mapRegion, orienting, turning } from './image/frame.ts';
import { allEngineTests } from './testing/all-tests.ts';
import { oneThread } from './testing/one-thread.ts';
import { pdfFile, printText } from './testing/pdf-file.ts';
import {
  emptyPage,
  LINE_STEP,
  type PrintedPage,
  printLine,
  printParagraph,
  toPng,
  toSharp,
} from './testing/printed-page.ts';

const engine = createEngine(oneThread);
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

const WIDTH = 1000;
const HEIGHT = 400;
const size = { width: WIDTH, height: HEIGHT };
const union = (lines: readonly Region[]): Region => ({
  left: Math.min(...lines.map(({ left }) => left)),
  top: Math.min(...lines.map(({ top }) => top)),
  right: Math.max(...lines.map(({ right }) => right)),
  bottom: Math.max(...lines.map(({ bottom }) => bottom)),
});

// Pages are looked at with at least 960 pixels along the long side: flat ones are quick.
vi.setConfig({ testTimeout: 60_000 });

/** Two paragraphs, one above the other, of four and three lines. */
function letter(options: { grey?: number; paper?: number } = {}): {
  page: PrintedPage;
  lines: Region[];
  blocks: Region[];
} {
  const page = emptyPage(WIDTH, HEIGHT, options.paper);
  const first = printParagraph(page, 4, 46, 80, 30, options);
  const second = printParagraph(page, 3, 46, 80, 230, options);
  return { page, lines: [...first, ...second], blocks: [union(first), union(second)] };
}

async function regionsOf(image: Uint8Array, settings: Partial<Settings> = {}): Promise<readonly Region[]> {
  return (await engine.detect(image, settings)).regions;
}

/** Expects the regions to be those, in that order, each well covered. */
function expectRegions(found: readonly Region[], wanted: readonly Region[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, region] of found.entries()) expect(iou(region, wanted[i] as Region)).toBeGreaterThan(0.7);
}

/** Whether the regions are not those: fewer, more, or some of them elsewhere. */
function differ(found: readonly Region[], wanted: readonly Region[]): boolean {
  return found.length !== wanted.length || found.some((region, i) => iou(region, wanted[i] as Region) < 0.7);
}

describe('a page', () => {
  it('comes out as its paragraphs, in reading order, in whole pixels of the image', async () => {
    const { page, blocks } = letter();
    const result = await engine.detect(await toPng(page));
    expect(result).toMatchObject(size);
    expectRegions(result.regions, blocks);
    for (const region of result.regions) expect(Object.values(region).every(Number.isInteger)).toBe(true);
  });

  it('has no regions when it is empty', async () => {
    expect(await regionsOf(await toPng(emptyPage(400, 300)))).toEqual([]);
  });

  it('gives the same regions for the same image, also when pages are asked for at once', async () => {
    const image = await toPng(letter().page);
    const [a, b, c] = await Promise.all([regionsOf(image), regionsOf(image), regionsOf(image)]);
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it('is found without any network', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const own = createEngine({ ...oneThread, runtime: 'wasm' });
    await own.detect(await toPng(letter().page));
    expect(own.runtime).toBe('wasm');
    await own.close();
    expect(fetch).not.toHaveBeenCalled();
    fetch.mockRestore();
  });
});

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

describe('page', () => {
  it('tells which page of a PDF or TIFF, or frame of a GIF, is looked at', async () => {
    const pdf = pdfFile([{ content: '' }, { content: '', entries: '/MediaBox [0 0 99.5 40]' }]);
    const frames = await Promise.all([toPng(emptyPage(30, 20)), toPng(emptyPage(30, 20, 0))]);
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [50, 50] })
      .toBuffer();
    const options = { page: 2 };
    const whole = { dsrMode: 'NoDsrNoFilter' } as const;
    expect(await engine.detect(pdf, whole, options)).toEqual({
      width: 99.5,
      height: 40,
      regions: [{ left: 0, top: 0, right: 100, bottom: 40 }],
    });
    expect(await engine.detect(gif, whole, options)).toMatchObject({ width: 30, height: 20 });
    await expect(engine.detect(gif, whole, { page: 3 })).rejects.toMatchObject({ code: 'no-such-page' });
    const png = await toPng(emptyPage(10, 10));
    await expect(engine.detect(png, whole, options)).rejects.toMatchObject({
      code: 'no-such-page',
      message: 'There is no page 2: the file has one page only.',
    });
  });

  it.each([0, 1.5, Number.NaN])('%d is refused', async (page) => {
    const png = await toPng(emptyPage(10, 10));
    await expect(engine.detect(png, {}, { page })).rejects.toMatchObject({
      code: 'invalid-options',
      field: 'page',
    });
  });
});

describe('a PDF', () => {
  it('comes out in points of its page as it is shown, from the top left', async () => {
    const lines = [
      'The clerk wrote a letter to his sister',
      'in the town on the river and sent it',
      'by night train.',
    ];
    const content = lines.map((line, i) => printText(line, 100, 700 - 15 * i, 11)).join('');
    const box = '/MediaBox [0 0 595.276 841.89] /CropBox [50 400 545.276 841.89]';
    const upright = await engine.detect(pdfFile([{ content, entries: box }]));
    expect(upright).toMatchObject({ width: 495.276, height: 441.89 });
    // Helvetica's capitals are 8 points high at this size; the first base line is 141.89 points from the crop box's top.
    expectRegions(upright.regions, [{ left: 50, top: 133, right: 238, bottom: 174 }]);
    const turned = await engine.detect(pdfFile([{ content, entries: `${box} /Rotate 90` }]), { rotate: -90 });
    expect(turned).toMatchObject({ width: 441.89, height: 495.276 });
    expectRegions(turned.regions, [{ left: 268, top: 50, right: 309, bottom: 238 }]);
  });
});

describe('timeout', () => {
  it('gives a page up that takes longer, at the end of the stage', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const own = createEngine({ ...oneThread, timeout: 1000 });
    const page = own.detect(await toPng(letter().page));
    const outcome = expect(page).rejects.toMatchObject({ code: 'timeout' });
    await Promise.resolve();
    vi.advanceTimersByTime(1000);
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
    await own.close();
  });
});

/** Dear tests run in CI, and where they are asked for. */
const all = Boolean(process.env.REQUIRE_ALL) || process.env.ENGINE_TESTS === 'all';

describe.runIf(all)('large scans', () => {
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

describe('bad input', () => {
  it('names the field and the accepted values of a wrong setting', async () => {
    const image = await toPng(emptyPage(10, 10));
    await expect(engine.detect(image, { dsrMode: 'Words' as 'Regions' })).rejects.toMatchObject({
      code: 'invalid-settings',
      field: 'settings.dsrMode',
      message: expect.stringContaining('LineDetector'),
    });
    await expect(engine.detect(image, { rotate: 1.5 })).rejects.toMatchObject({ field: 'settings.rotate' });
  });

  it('takes a setting that is undefined for one that is left out', async () => {
    const image = await toPng(letter().page);
    expect(await regionsOf(image, { dsrMode: undefined as unknown as 'Regions' })).toEqual(
      await regionsOf(image),
    );
  });

  it.each(['text', null, 7, [1, 2]])('refuses %o as an image', async (image) => {
    await expect(engine.detect(image as unknown as Uint8Array)).rejects.toMatchObject({
      code: 'invalid-image',
    });
  });

  it('answers random bytes with an error of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await expect(engine.detect(bytes)).rejects.toBeInstanceOf(EngineError);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on after a page that failed', async () => {
    const { page, blocks } = letter();
    const image = await toPng(page);
    await expect(engine.detect(image.subarray(0, 300))).rejects.toMatchObject({ code: 'invalid-image' });
    expectRegions(await regionsOf(image), blocks);
  });
});

describe('signal', () => {
  it('aborts before the work begins, with its reason as the cause', async () => {
    const reason = new Error('no longer wanted');
    const image = await toPng(letter().page);
    await expect(engine.detect(image, {}, { signal: AbortSignal.abort(reason) })).rejects.toMatchObject({
      code: 'aborted',
      cause: reason,
    });
  });

  it('aborts a page that waits for its turn', async () => {
    const image = await toPng(letter().page);
    const controller = new AbortController();
    const first = regionsOf(image);
    const second = engine.detect(image, {}, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    expect((await first).length).toBe(2);
  });
});

describe('close', () => {
  it('refuses pages afterwards, and those that waited', async () => {
    const own = createEngine(oneThread);
    const image = await toPng(letter().page);
    const waiting = [own.detect(image), own.detect(image)];
    const outcomes = Promise.allSettled(waiting);
    await own.close();
    expect((await outcomes).at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'closed' } });
    await expect(own.detect(image)).rejects.toMatchObject({ code: 'closed' });
    await expect(own.warmUp()).rejects.toMatchObject({ code: 'closed' });
    await own.close();
  });
});
