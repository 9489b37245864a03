import { contains } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { fitToInk } from './fit.ts';
import type { TextBox } from './text-box.ts';

function boxAt(left: number, top: number, right: number, bottom: number): TextBox {
  const box = { left, top, right, bottom };
  return { box, corners: regionCorners(box), thickness: bottom - top, score: 0.9 };
}

describe('fitToInk', () => {
  const page = emptyPage(400, 100, 240);
  const line = printLine(page, 'THE CLERK', 60, 30);
  const image = toGrey(page);

  it('cuts off what is blank at the sides, but for a margin', () => {
    const { box, corners, thickness } = fitToInk(boxAt(50, 25, 240, 57), image);
    expect(box.left).toBeCloseTo(line.left - 1.6, 9);
    expect(box.right).toBeCloseTo(line.right + 1.6, 9);
    expect(box.top).toBeCloseTo(line.top - 1.6, 9);
    expect(box.bottom).toBeCloseTo(line.bottom + 1.6, 9);
    expect(corners[2]).toEqual({ x: box.right, y: box.bottom });
    expect(thickness).toBe(32);
  });

  it('reads light print on dark as well', () => {
    const dark = { ...image, data: image.data.map((grey) => 255 - grey) };
    expect(fitToInk(boxAt(50, 25, 240, 57), dark)).toEqual(fitToInk(boxAt(50, 25, 240, 57), image));
  });

  it('moves no side far: what looks blank may be faint', () => {
    const { box } = fitToInk(boxAt(10, 25, 390, 57), image);
    expect([box.left, box.right]).toEqual([42, 358]);
  });

  it.each([
    [
      'turned',
      {
        ...boxAt(50, 25, 240, 57),
        corners: [
          { x: 50, y: 25 },
          { x: 238, y: 37 },
          { x: 240, y: 57 },
          { x: 52, y: 45 },
        ],
      } as TextBox,
    ],
    ['upright', boxAt(55, 5, 80, 95)],
    ['blank', boxAt(300, 20, 380, 40)],
  ])('leaves a box that is %s', (_, box) => {
    expect(fitToInk(box, image)).toBe(box);
  });

  it('never grows a box, and never empties it', () => {
    const span = fc.tuple(
      fc.double({ min: -20, max: 420, noNaN: true }),
      fc.double({ min: 1, max: 200, noNaN: true }),
    );
    fc.assert(
      fc.property(span, span, ([left, width], [top, height]) => {
        const source = boxAt(left, top, left + width, top + height);
        const { box } = fitToInk(source, image);
        expect(contains(source.box, box)).toBe(true);
        expect(box.right).toBeGreaterThan(box.left);
        expect(box.bottom).toBeGreaterThan(box.top);
      }),
    );
  });
});
