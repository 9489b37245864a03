import type { Region } from '@detect-regions/regions';
import type { Settings } from '@detect-regions/spec';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { EngineError } from './errors.ts';
import { expectRegions, HEIGHT, letter, WIDTH } from './testing/letter.ts';
import { oneThread } from './testing/one-thread.ts';
import { pdfFile, printText } from './testing/pdf-file.ts';
import { emptyPage, toPng } from './testing/printed-page.ts';

const engine = createEngine(oneThread);
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

const size = { width: WIDTH, height: HEIGHT };

vi.setConfig({ testTimeout: 60_000 });

async function regionsOf(image: Uint8Array, settings: Partial<Settings> = {}): Promise<readonly Region[]> {
  return (await engine.detect(image, settings)).regions;
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
