import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fromAltoXml, fromPageXml } from '@detect-regions/regions';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createFormat } from './create.ts';
import { type DetectedPage, documentOf } from './format.ts';
import { type FormatName, formatNames } from './names.ts';
import { contextFor, textOf } from './test-context.ts';

const regions = [
  { left: 0, top: 8, right: 690, bottom: 60 },
  { left: 10, top: 70.5, right: 340, bottom: 420 },
];
const pages: readonly DetectedPage[] = [
  { input: 'a/one.png', width: 696, height: 439, regions },
  { input: 'blank, "white".png', width: 10, height: 20, regions: [] },
  { input: 'two.png', width: 800, height: 600, regions: regions.slice(1) },
];
const pdf: DetectedPage = { input: 'page.pdf', width: null, height: null, regions };
const write = (name: FormatName, some: readonly DetectedPage[] = pages): Promise<string> =>
  textOf(createFormat(name, 'none'), some);

describe('jsonl', () => {
  it('is a page a line', async () => {
    const lines = (await write('jsonl', [...pages, pdf])).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual([...pages, pdf]);
  });
});

describe('csv', () => {
  it('has one header for all pages', async () => {
    expect(await write('csv', [...pages, pdf])).toBe(
      [
        'image,order,left,top,right,bottom',
        'a/one.png,1,0,8,690,60',
        'a/one.png,2,10,70.5,340,420',
        'two.png,1,10,70.5,340,420',
        'page.pdf,1,0,8,690,60',
        'page.pdf,2,10,70.5,340,420',
        '',
      ].join('\r\n'),
    );
  });

  it('leaves standard input without a name', async () => {
    expect(await write('csv', [{ ...pdf, input: '-' }])).toContain('\r\n,1,0,');
  });
});

describe('coco', () => {
  it('is one data set for all images, each id once', async () => {
    const { images, annotations, categories } = JSON.parse(await write('coco'));
    expect(images).toEqual([
      { id: 1, width: 696, height: 439, file_name: 'a/one.png' },
      { id: 2, width: 10, height: 20, file_name: 'blank, "white".png' },
      { id: 3, width: 800, height: 600, file_name: 'two.png' },
    ]);
    expect(annotations).toMatchObject([
      { id: 1, image_id: 1, category_id: 1, bbox: [0, 8, 690, 52], area: 35880 },
      { id: 2, image_id: 1, category_id: 1, bbox: [10, 70.5, 330, 349.5] },
      { id: 3, image_id: 3, category_id: 1, bbox: [10, 70.5, 330, 349.5] },
    ]);
    expect(categories).toMatchObject([{ id: 1, name: 'text' }]);
  });

  it('is a data set also of nothing', async () => {
    expect(JSON.parse(await write('coco', []))).toMatchObject({ images: [], annotations: [] });
  });

  it('goes on without a page that it can not hold', async () => {
    const document = createFormat('coco', 'none').open();
    const context = { ...contextFor('x'), image: undefined };
    expect(() => document.page(pdf, context)).toThrow('COCO needs a size');
    const text = document.start + (await document.page(pages[2] as DetectedPage, context)) + document.end();
    expect(JSON.parse(text).images).toEqual([{ id: 1, width: 800, height: 600, file_name: 'two.png' }]);
  });
});

describe('formats of one page', () => {
  const page = pages[0] as DetectedPage;
  const expected = { width: 696, height: 439, imageName: 'a/one.png' };

  it('are what their readers read', async () => {
    expect(fromAltoXml(await write('alto', [page]))).toEqual({ ...expected, regions });
    expect(fromPageXml(await write('page', [page]))).toMatchObject(expected);
    expect(await write('hocr', [page])).toContain('bbox 10 70 340 420');
  });

  it.each(['hocr', 'alto', 'page', 'svg'] as const)('need a size, and say what to do: %s', async (name) => {
    await expect(write(name, [pdf])).rejects.toMatchObject({
      code: 'no-size',
      hint: expect.stringContaining('pdftoppm'),
    });
  });
});

describe('png', () => {
  const png = createFormat('png', 'none');

  it('draws the regions over the image', async () => {
    const image = fileURLToPath(new URL('../../../../docs/pages/receipt.jpg', import.meta.url));
    const page = { input: image, width: 640, height: 1400, regions };
    const picture = await documentOf(png, page, contextFor(image));
    expect(await sharp(picture as Uint8Array).metadata()).toMatchObject({
      format: 'png',
      width: 640,
      height: 1400,
    });
    const stats = await sharp(picture as Uint8Array).stats();
    const plain = await sharp(await readFile(image)).stats();
    expect(stats.channels[0]?.mean).not.toBeCloseTo(plain.channels[0]?.mean ?? 0, 0);
  });

  it('draws them on blank paper where there is no image, a very large one smaller', async () => {
    const page = { input: 'x', width: 10_000, height: 500, regions };
    const picture = await documentOf(png, page, { ...contextFor('x'), image: undefined });
    expect(await sharp(picture as Uint8Array).metadata()).toMatchObject({ width: 5000, height: 250 });
  });
});

it('has every format that is listed', () => {
  for (const name of formatNames) expect(createFormat(name, 'none').extension).toMatch(/^[a-z.]+$/);
});
