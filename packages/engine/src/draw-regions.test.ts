import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawRegions } from './draw-regions.ts';

/** Mean of the difference to white, 0 to 255, in a rectangle of a picture. */
async function ink(
  png: Uint8Array,
  left: number,
  top: number,
  width: number,
  height: number,
): Promise<number> {
  const { data } = await sharp(png)
    .extract({ left, top, width, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.reduce((sum, value) => sum + 255 - value, 0) / data.length;
}

/** White, 200 x 100, with a black corner at the upper left. */
const corner = sharp({ create: { width: 200, height: 100, channels: 3, background: 'white' } }).composite([
  { input: { create: { width: 20, height: 20, channels: 3, background: 'black' } }, left: 0, top: 0 },
]);
const region = { left: 100, top: 40, right: 180, bottom: 80 };

describe('drawRegions', () => {
  it('draws outlines and numbers, with no fonts to help', async () => {
    const { png } = await drawRegions(await corner.clone().png().toBuffer(), [region]);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 200, height: 100 });
    // The outline's left edge, and the tag beside it.
    expect(await ink(png, 99, 50, 2, 20)).toBeGreaterThan(60);
    expect(await ink(png, 90, 40, 8, 8)).toBeGreaterThan(60);
    expect(await ink(png, 110, 50, 60, 20)).toBe(0);
  });

  it('leaves pixels as they are stored, whatever the EXIF orientation says', async () => {
    const turned = await corner.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { png } = await drawRegions(turned, []);
    expect(await sharp(png).metadata()).toMatchObject({ width: 200, height: 100 });
    expect(await ink(png, 0, 0, 16, 16)).toBeGreaterThan(200);
  });

  it('draws what browsers show none of', async () => {
    const { png: tiff } = await drawRegions(await corner.clone().tiff().toBuffer(), [region]);
    expect(await ink(tiff, 0, 0, 16, 16)).toBeGreaterThan(200);
  });

  it("draws a PDF's page as a scan of it, with regions in points", async () => {
    const file = fileURLToPath(new URL('../../e2e/src/pdf/letter.pdf', import.meta.url));
    const { png, ...points } = await drawRegions(await readFile(file), [
      { left: 0, top: 0, right: 595, bottom: 420 },
    ]);
    const { width, height } = await sharp(png).metadata();
    expect({ width, height }).toEqual({ width: 1653, height: 1167 });
    expect({ width: Math.round(points.width), height: Math.round(points.height) }).toEqual({
      width: 595,
      height: 420,
    });
  });

  it('draws a very large image smaller', async () => {
    const blank = { create: { width: 8000, height: 200, channels: 3, background: 'white' } } as const;
    const { png, ...sent } = await drawRegions(await sharp(blank).png().toBuffer(), []);
    expect(sent).toEqual({ width: 8000, height: 200 });
    expect(await sharp(png).metadata()).toMatchObject({ width: 5000, height: 125 });
  });

  it('refuses what is no image', async () => {
    await expect(drawRegions(new Uint8Array(9), [])).rejects.toMatchObject({ code: 'invalid-image' });
  });
});
