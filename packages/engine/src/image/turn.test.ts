import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyPage } from '../testing/printed-page.ts';
import { mapPoint, type Point, turning } from './frame.ts';
import type { ColourRaster } from './raster.ts';
import { turn } from './turn.ts';

const paper = [9, 8, 7] as const;

it('gives the image itself back for no turn', async () => {
  const page = emptyPage(10, 6);
  expect((await turn(page, 360, paper)).image).toBe(page);
});

it('moves pixels exactly in a quarter turn', async () => {
  const page = emptyPage(3, 2, 0);
  page.data.set([10, 20, 30], 0);
  const { image } = await turn(page, 90, paper);
  expect([image.width, image.height]).toEqual([2, 3]);
  expect([...image.data.subarray(3, 6)]).toEqual([10, 20, 30]);
  expect(image.data.reduce((a, b) => a + b)).toBe(60);
});

it('fills new corners with the paper and keeps the middle', async () => {
  const { image } = await turn(emptyPage(100, 100, 50), 45, paper);
  expect([...image.data.subarray(0, 3)]).toEqual([...paper]);
  const centre = 3 * (71 * image.width + 71);
  expect([...image.data.subarray(centre, centre + 3)]).toEqual([50, 50, 50]);
});

it('says to a tenth of a pixel where a point of the image went, at any angle and size', async () => {
  const side = fc.integer({ min: 60, max: 160 });
  const degrees = fc.double({ min: -360, max: 360, noNaN: true });
  await fc.assert(
    fc.asyncProperty(side, side, degrees, async (width, height, angle) => {
      const dot = { x: Math.floor(width / 3) + 0.5, y: Math.floor(height / 3) + 0.5 };
      const page = emptyPage(width, height, 255);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const distance = Math.hypot(x + 0.5 - dot.x, y + 0.5 - dot.y);
          page.data.fill(
            255 - 255 * Math.exp((-distance * distance) / 8),
            3 * (y * width + x),
            3 * (y * width + x) + 3,
          );
        }
      }
      const { image, placement } = await turn(page, angle, [255, 255, 255]);
      const ideal = turning(angle, width, height);
      expect(Math.abs(image.width - ideal.width) + Math.abs(image.height - ideal.height)).toBeLessThanOrEqual(
        2,
      );
      expect([placement.width, placement.height]).toEqual([image.width, image.height]);
      const found = centreOfInk(image);
      const wanted = mapPoint(placement.map, dot);
      expect(Math.hypot(found.x - wanted.x, found.y - wanted.y)).toBeLessThan(0.1);
    }),
    { numRuns: 20 },
  );
});

it('refuses a strip whose frame would take far more memory than itself, but not its quarter turns', async () => {
  const strip = emptyPage(10, 20_000);
  await expect(turn(strip, 45, paper)).rejects.toMatchObject({ code: 'too-large', field: 'settings.rotate' });
  expect((await turn(strip, 90, paper)).image.width).toBe(20_000);
});

function centreOfInk({ width, data }: ColourRaster): Point {
  let [sum, x, y] = [0, 0, 0];
  for (let p = 0; p < data.length / 3; p++) {
    const ink = 255 - (data[3 * p] as number);
    sum += ink;
    x += ink * ((p % width) + 0.5);
    y += ink * (Math.floor(p / width) + 0.5);
  }
  return { x: x / sum, y: y / sum };
}
