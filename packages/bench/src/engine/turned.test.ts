import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Region } from '@detect-regions/regions';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnRegion, turnTruth, writeTurned } from './turned.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-turned-'));
});
afterAll(() => rm(folder, { recursive: true }));

const ink: Region = { left: 60, top: 40, right: 260, bottom: 90 };

/** The bounding box of what is dark. */
async function darkPart(file: string): Promise<Region> {
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = { left: info.width, top: info.height, right: 0, bottom: 0 };
  for (const [i, value] of data.entries()) {
    if (value > 100) continue;
    const [x, y] = [i % info.width, Math.floor(i / info.width)];
    dark.left = Math.min(dark.left, x);
    dark.top = Math.min(dark.top, y);
    dark.right = Math.max(dark.right, x + 1);
    dark.bottom = Math.max(dark.bottom, y + 1);
  }
  return dark;
}

test.each([5, 12, -7.5])('a page turned by %d° has its ink where the truth says', async (degrees) => {
  const page = join(folder, 'page.png');
  const block = { create: { width: 200, height: 50, channels: 3, background: '#101010' } } as const;
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#f4ecd8' } })
    .composite([{ input: await sharp(block).png().toBuffer(), left: ink.left, top: ink.top }])
    .png()
    .toFile(page);
  const target = join(folder, `turned${degrees}.png`);
  const turning = await writeTurned(page, degrees, target);
  expect(turning).toMatchObject({ degrees, from: { width: 400, height: 300 } });
  const [truth, dark] = [turnRegion(ink, turning), await darkPart(target)];
  for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
    expect(Math.abs(truth[edge] - dark[edge])).toBeLessThanOrEqual(1.5);
  }
  // The corners that are new have the colour of the paper.
  const corner = await sharp(target).extract({ left: 0, top: 0, width: 1, height: 1 }).raw().toBuffer();
  expect([...corner]).toEqual([0xf4, 0xec, 0xd8]);
});

test('a truth is turned with what is ignored; levels without one stay so', () => {
  const size = { width: 100, height: 100 };
  const turning = { degrees: 90, from: size, to: size };
  const region = { left: 0, top: 0, right: 40, bottom: 10 };
  const { blocks, lines } = turnTruth({ blocks: [{ region, ignored: true }], lines: null }, turning);
  expect(lines).toBeNull();
  expect(blocks?.[0]?.ignored).toBe(true);
  const turned = blocks?.[0]?.region as Region;
  expect(Object.values(turned).map(Math.round)).toEqual([90, 0, 100, 40]);
});
