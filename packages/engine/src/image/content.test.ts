import { describe, expect, it } from 'vitest';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { cut, cutGrey, findContent } from './content.ts';
import { mapPoint } from './frame.ts';
import { toGrey } from './raster.ts';

describe('findContent', () => {
  it('finds the part that print is on, with some paper around it', () => {
    const page = emptyPage(600, 400, 240);
    const line = printLine(page, 'THE CLERK', 200, 150);
    const { left, top, right, bottom } = line;
    expect(findContent(toGrey(page))).toEqual({
      left: left - 24,
      top: top - 24,
      right: right + 24,
      bottom: bottom + 24,
    });
  });

  it('takes faint print for content, but not the noise of compression', () => {
    const page = emptyPage(300, 100, 240);
    for (let i = 0; i < page.data.length; i++) page.data[i] = 236 + ((i * 7) % 9);
    expect(findContent(toGrey(page))).toBeUndefined();
    printLine(page, 'THE', 100, 40, { grey: 226 });
    expect(findContent(toGrey(page))).toMatchObject({ top: 16, bottom: 85 });
  });

  it('does not take specks of dust for content', () => {
    const page = emptyPage(600, 400, 240);
    const line = printLine(page, 'THE CLERK', 200, 150);
    for (const [x, y] of [
      [3, 5],
      [590, 380],
      [300, 20],
      [40, 350],
    ] as const) {
      for (let dy = 0; dy < 3; dy++)
        page.data.fill(0, 3 * ((y + dy) * 600 + x), 3 * ((y + dy) * 600 + x + 3));
    }
    expect(findContent(toGrey(page))).toMatchObject({ left: line.left - 24, bottom: line.bottom + 24 });
  });

  it('stays within the image', () => {
    const page = emptyPage(100, 50);
    printLine(page, 'THE', 0, 0);
    expect(findContent(toGrey(page))).toMatchObject({ left: 0, top: 0, bottom: 45 });
  });
});

describe('cut', () => {
  it('keeps the pixels and says where they went', () => {
    const page = emptyPage(10, 8, 0);
    page.data.set([1, 2, 3], 3 * (5 * 10 + 4));
    const { image, map } = cut(page, { left: 3, top: 4, right: 9, bottom: 8 });
    expect([image.width, image.height]).toEqual([6, 4]);
    expect(mapPoint(map, { x: 4, y: 5 })).toEqual({ x: 1, y: 1 });
    expect([...image.data.subarray(3 * 7, 3 * 8)]).toEqual([1, 2, 3]);
  });

  it('copies nothing where the part is the whole image', () => {
    const page = emptyPage(10, 8);
    expect(cut(page, { left: 0, top: 0, right: 10, bottom: 8 }).image).toBe(page);
  });
});

describe('cutGrey', () => {
  it('cuts the same part out of the page in grey', () => {
    const page = emptyPage(10, 8, 0);
    page.data.set([90, 90, 90], 3 * (5 * 10 + 4));
    const part = { left: 3, top: 4, right: 9, bottom: 8 };
    expect(cutGrey(toGrey(page), part)).toEqual(toGrey(cut(page, part).image));
  });
});
