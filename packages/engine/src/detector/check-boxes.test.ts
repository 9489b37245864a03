import type { Region } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { type ColourRaster, toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { withoutCheckBoxes } from './check-boxes.ts';
import type { TextBox } from './text-box.ts';

const SIDE = 22;

function darken(page: ColourRaster, { left, top, right, bottom }: Region): void {
  for (let y = top; y < bottom; y++)
    page.data.fill(20, 3 * (y * page.width + left), 3 * (y * page.width + right));
}

/** A square of lines two pixels wide. */
function drawSquare(page: ColourRaster, left: number, top: number): void {
  const [right, bottom] = [left + SIDE, top + SIDE];
  darken(page, { left, top, right, bottom: top + 2 });
  darken(page, { left, top: bottom - 2, right, bottom });
  darken(page, { left, top, right: left + 2, bottom });
  darken(page, { left: right - 2, top, right, bottom });
}

function drawCross(page: ColourRaster, left: number, top: number): void {
  for (let i = 4; i < SIDE - 4; i++) {
    darken(page, { left: left + i, top: top + i, right: left + i + 2, bottom: top + i + 1 });
    darken(page, { left: left + SIDE - i - 2, top: top + i, right: left + SIDE - i, bottom: top + i + 1 });
  }
}

/** A text box from one column to another, about a line printed at (100, 20). */
function boxBetween(left: number, right: number): TextBox {
  const box = { left, top: 16, right, bottom: 46 };
  return { box, corners: regionCorners(box), thickness: 30, score: 0.9 };
}

describe('withoutCheckBoxes', () => {
  it.each(['empty', 'crossed'])('cuts an %s square off the label behind it', (kind) => {
    const page = emptyPage(500, 60, 240);
    const label = printLine(page, 'NINETEEN', 100, 20);
    const left = label.left - 40;
    drawSquare(page, left, 20);
    if (kind === 'crossed') drawCross(page, left, 20);
    const { box } = withoutCheckBoxes(boxBetween(left - 4, label.right + 4), toGrey(page));
    expect(box.left).toBeGreaterThan(left + SIDE);
    expect(box.left).toBeLessThanOrEqual(label.left);
    expect(box.right).toBeGreaterThanOrEqual(label.right - 1);
  });

  it('cuts a square off the label before it', () => {
    const page = emptyPage(500, 60, 240);
    const label = printLine(page, 'NINETEEN', 100, 20);
    const left = label.right + 18;
    drawSquare(page, left, 20);
    const { box } = withoutCheckBoxes(boxBetween(label.left - 4, left + SIDE + 4), toGrey(page));
    expect(box.right).toBeGreaterThanOrEqual(label.right);
    expect(box.right).toBeLessThan(left);
  });

  it('leaves a square that stands as close as a letter', () => {
    const page = emptyPage(500, 60, 240);
    const label = printLine(page, 'NINETEEN', 100, 20);
    const left = label.left - SIDE - 6;
    drawSquare(page, left, 20);
    const box = boxBetween(left - 4, label.right + 4);
    expect(withoutCheckBoxes(box, toGrey(page))).toBe(box);
  });

  it('leaves a filled square, which is a bullet', () => {
    const page = emptyPage(500, 60, 240);
    const label = printLine(page, 'NINETEEN', 100, 20);
    const left = label.left - 40;
    darken(page, { left, top: 20, right: left + SIDE, bottom: 20 + SIDE });
    const box = boxBetween(left - 4, label.right + 4);
    expect(withoutCheckBoxes(box, toGrey(page))).toBe(box);
  });

  it('leaves letters and digits that stand alone', () => {
    const characters = Array.from('BDEHNO0689');
    fc.assert(
      fc.property(fc.constantFrom(...characters), fc.integer({ min: 14, max: 40 }), (character, gap) => {
        const page = emptyPage(500, 60, 240);
        const alone = printLine(page, character, 20, 20);
        const word = printLine(page, 'TEN', Math.ceil(alone.right) + gap, 20);
        const box = boxBetween(alone.left - 4, word.right + 4);
        expect(withoutCheckBoxes(box, toGrey(page))).toBe(box);
      }),
    );
  });
});
