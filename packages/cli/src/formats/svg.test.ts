import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf } from './format.ts';
import type { SvgImage } from './names.ts';
import { svg } from './svg.ts';
import { contextFor } from './test-context.ts';

// A white pixel.
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8//8/AwAI/AL+X2VINQAAAABJRU5ErkJggg==';
const regions = [{ left: 0, top: 0, right: 1, bottom: 1 }];
let folder: string;
let image: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-svg-'));
  image = join(folder, 'a page #1.png');
  await writeFile(image, Buffer.from(png, 'base64'));
});

afterAll(() => rm(folder, { recursive: true }));

async function hrefOf(svgImage: SvgImage, file?: string, input = image): Promise<string | undefined> {
  const page = { input, width: 1, height: 1, regions };
  const text = await documentOf(svg(svgImage), page, contextFor(input, file));
  expect(text).toContain('<svg');
  return /<image href="([^"]*)"/.exec(String(text))?.[1];
}

describe('svg', () => {
  it('embeds the image, so that the overlay stands alone', async () => {
    expect(await hrefOf('embed')).toBe(`data:image/png;base64,${png}`);
  });

  it('links to the image from where the overlay stands', async () => {
    expect(await hrefOf('link', join(folder, 'page.svg'))).toBe('a%20page%20%231.png');
    expect(await hrefOf('link', join(folder, 'out', 'page.svg'))).toBe('../a%20page%20%231.png');
  });

  it('leaves the image out when asked to, or when no browser could show it', async () => {
    expect(await hrefOf('none')).toBeUndefined();
    const document = join(folder, 'page.pdf');
    await writeFile(document, '%PDF-1.7');
    expect(await hrefOf('embed', undefined, document)).toBeUndefined();
  });

  it('refuses a page without a size, and says what works', async () => {
    const page = { input: 'page.pdf', width: null, height: null, regions };
    await expect(documentOf(svg('none'), page, contextFor('page.pdf'))).rejects.toMatchObject({
      code: 'no-size',
      hint: expect.stringContaining('--format json'),
    });
  });
});
