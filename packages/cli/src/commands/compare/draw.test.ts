import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareRegions, fromCorners } from '@detect-regions/regions';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparedPage } from './compare-pages.ts';
import { planPictures } from './draw.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-draw-'));
  const grey = { create: { width: 1000, height: 600, channels: 3, background: '#ddd' } } as const;
  await sharp(grey).jpeg().toFile(join(folder, 'page.jpg'));
});
afterAll(() => rm(folder, { recursive: true }));

const same = fromCorners(100, 100, 400, 200);
const missed = fromCorners(100, 300, 400, 400);
const extra = fromCorners(600, 300, 900, 400);

function compared(size: ComparedPage['size']): ComparedPage {
  const [found, truth] = [
    [same, extra],
    [same, missed],
  ];
  return { name: 'page', size, found, truth, comparison: compareRegions(found, truth) };
}

async function draw(file: string, page: ComparedPage, image?: string): Promise<string> {
  const picture = join(folder, file);
  const [path] = await (await planPictures([page], { picture, image, force: false })).draw();
  return path as string;
}

/** The red, green and blue of a pixel. */
async function colourAt(path: string, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(path)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

describe('pictures of a comparison', () => {
  it('show what was found, missed and extra over the page, in PNG', async () => {
    const path = await draw('over.png', compared(undefined), join(folder, 'page.jpg'));
    const { width, height } = await sharp(path).metadata();
    expect(width).toBe(1000);
    expect(height).toBeGreaterThan(620);
    const [paper, matched, lost, more, band] = await Promise.all([
      colourAt(path, 500, 50),
      colourAt(path, 200, 150),
      colourAt(path, 200, 350),
      colourAt(path, 700, 350),
      colourAt(path, 999, 603),
    ]);
    expect(paper.every((part) => Math.abs(part - 0xdd) < 4)).toBe(true);
    expect(band).toEqual([255, 255, 255]);
    // Blue, red and violet on grey.
    expect((matched[2] as number) - (matched[0] as number)).toBeGreaterThan(10);
    expect((lost[0] as number) - (lost[2] as number)).toBeGreaterThan(20);
    expect((more[2] as number) - (more[1] as number)).toBeGreaterThan(10);
  });

  it('have a legend that needs no font', async () => {
    const path = await draw('legend.png', compared({ width: 1000, height: 600 }));
    const { dominant, channels } = await sharp(path)
      .extract({ left: 60, top: 605, width: 180, height: 30 })
      .stats();
    expect(dominant.r).toBeGreaterThan(240);
    expect(channels[0]?.min).toBeLessThan(80);
    expect(await readFile(await draw('legend.svg', compared(undefined)), 'utf8')).not.toContain('<text');
  });

  it('tell in SVG what each rectangle is, with the page inside', async () => {
    const text = await readFile(await draw('a.svg', compared(undefined), join(folder, 'page.jpg')), 'utf8');
    expect(text).toContain('aria-label="1 matched, 1 missed, 1 extra"');
    expect(text).toContain('<title>missed: 100, 300 to 400, 400</title>');
    expect(text).toContain('<image href="data:image/png;base64,');
    expect(await sharp(Buffer.from(text), { unlimited: true }).metadata()).toMatchObject({ width: 1000 });
  });

  it('of very large pages are smaller in PNG', async () => {
    const path = await draw('large.png', compared({ width: 20_000, height: 1000 }));
    expect((await sharp(path).metadata()).width).toBe(5000);
  });

  it('take the image of that name from a folder', async () => {
    expect(await readFile(await draw('from-folder.svg', compared(undefined), folder), 'utf8')).toContain(
      '<image ',
    );
  });

  it.each([
    ['picture.pdf', 'must end in .svg or .png'],
    ['exists.svg', 'exists already'],
  ])('refuse to be written to %s', async (file, message) => {
    await writeFile(join(folder, 'exists.svg'), '');
    const options = { picture: join(folder, file), image: undefined, force: false };
    await expect(planPictures([compared(undefined)], options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });
});
