import { contains, type Region } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { wordsIn } from './blanks.ts';
import type { TextBox } from './text-box.ts';

function boxAround({ left, top, right, bottom }: Region): TextBox {
  const box = { left: left - 4, top: top - 4, right: right + 4, bottom: bottom + 4 };
  return { box, corners: regionCorners(box), thickness: bottom - top + 8, score: 0.9 };
}

describe('wordsIn', () => {
  const page = emptyPage(600, 80, 240);
  const one = printLine(page, 'THREE', 20, 30);
  const two = printLine(page, 'TEN', one.right + 30, 30);
  const line = boxAround({ ...one, right: two.right });
  const image = toGrey(page);

  it('tells where the ink begins and ends, and where words are apart', () => {
    expect(wordsIn(line, image)).toEqual({
      inkHeight: one.bottom - one.top,
      start: one.left,
      end: two.right,
      blanks: [{ start: one.right, end: two.left }],
    });
  });

  it('looks past a rule under the text', () => {
    const ruled = { ...image, data: image.data.slice() };
    const row = one.bottom + 2;
    ruled.data.fill(20, row * image.width, (row + 1) * image.width);
    expect(wordsIn(line, ruled)).toEqual(wordsIn(line, image));
  });

  it('finds no words on blank paper, outside the page or in a box that slopes', () => {
    const [first, second, third, fourth] = line.corners;
    const sloping = [first, { ...second, y: second.y + 12 }, third, { ...fourth, y: fourth.y - 12 }] as const;
    expect(wordsIn(boxAround({ left: 450, top: 30, right: 500, bottom: 50 }), image)).toBeUndefined();
    expect(wordsIn(boxAround({ left: 650, top: 30, right: 700, bottom: 50 }), image)).toBeUndefined();
    expect(wordsIn({ ...line, corners: sloping }, image)).toBeUndefined();
  });

  it('gives blanks from left to right, inside the ink, wherever words stand', () => {
    const gap = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(gap, { minLength: 1, maxLength: 4 }), (gaps) => {
        const printed = emptyPage(700, 80, 240);
        const words = [printLine(printed, 'TEN', 20, 30)];
        for (const each of gaps) words.push(printLine(printed, 'TEN', (words.at(-1)?.right ?? 0) + each, 30));
        const right = words.at(-1)?.right as number;
        const box = boxAround({ left: 20, top: 30, right, bottom: 51 });
        const found = wordsIn(box, toGrey(printed));
        const wide = gaps.filter((each) => each >= 0.25 * 21);
        expect(found?.blanks.map(({ start, end }) => end - start)).toEqual(wide);
        for (const { start, end } of found?.blanks ?? []) {
          expect(contains(box.box, { ...box.box, left: start, right: end })).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
