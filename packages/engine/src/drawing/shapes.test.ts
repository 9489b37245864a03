import type { Region } from '@detect-regions/regions';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { drawPicture } from './picture.ts';
import { groupColours } from './shapes.ts';

const page = { width: 300, height: 200, data: new Uint8Array(3 * 300 * 200).fill(255) };

async function pixels(png: Uint8Array): Promise<(x: number, y: number) => string> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([300, 200]);
  return (x, y) => `#${data.subarray(3 * (300 * y + x), 3 * (300 * y + x) + 3).toString('hex')}`;
}

/** The colours of a part. */
function area(at: (x: number, y: number) => string, { left, top, right, bottom }: Region): string[] {
  const width = right - left;
  return Array.from({ length: width * (bottom - top) }, (_, i) =>
    at(left + (i % width), top + Math.floor(i / width)),
  );
}

it('draws outlines in the colour of their group, with a tag outside, and fills parts', async () => {
  const png = await drawPicture(page, {
    heat: undefined,
    shapes: [
      { outline: regionCorners({ left: 100, top: 50, right: 200, bottom: 150 }), label: '10', group: 1 },
      { outline: regionCorners({ left: 210, top: 50, right: 250, bottom: 90 }), group: 2 },
    ],
  });
  const at = await pixels(png);
  for (const [x, y] of [
    [150, 50],
    [150, 150],
    [200, 100],
  ] as const) {
    // Lines are about a pixel wide and may lie between two: a tint of orange, then.
    const [red, green, blue] = [...Buffer.from(at(x, y).slice(1), 'hex')] as [number, number, number];
    expect(red).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(blue + 20);
  }
  expect(at(150, 100)).toBe('#ffffff');
  // White digits on the tag, which ends at the corner.
  const tag = area(at, { left: 86, top: 51, right: 99, bottom: 62 });
  expect(tag).toContain('#ffffff');
  expect(tag).toContain(groupColours[1]);
  expect(at(230, 70)).not.toBe('#ffffff');
  expect(at(230, 70)).not.toBe(groupColours[2]);
});

it('keeps tags on the page', async () => {
  const outline = regionCorners({ left: 0, top: 190, right: 300, bottom: 200 });
  const png = await drawPicture(page, { heat: undefined, shapes: [{ outline, label: '8', group: 0 }] });
  const at = await pixels(png);
  expect(area(at, { left: 0, top: 191, right: 8, bottom: 199 })).toContain(groupColours[0]);
});

it('draws nothing on a page without shapes', async () => {
  const at = await pixels(await drawPicture(page, { heat: undefined, shapes: undefined }));
  expect(at(150, 100)).toBe('#ffffff');
});
