import { type Region, union } from '@detect-regions/regions';
import { describe, expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { splitAtBlanks } from './split.ts';
import type { TextBox } from './text-box.ts';

function around(...lines: Region[]): TextBox {
  const { left, top, right, bottom } = lines.reduce(union);
  const box = { left: left - 4, top: top - 4, right: right + 4, bottom: bottom + 4 };
  return { box, corners: regionCorners(box), thickness: bottom - top + 8, score: 0.9 };
}

/** A line of two words with so much paper in between, in heights of the letters. */
function twoWords(first: string, second: string, blank: number) {
  const page = emptyPage(900, 80, 240);
  const one = printLine(page, first, 20, 30);
  const gap = Math.ceil(blank * (one.bottom - one.top));
  const two = printLine(page, second, one.right + gap, 30);
  return { image: toGrey(page), one, two, box: around(one, two) };
}

describe('splitAtBlanks', () => {
  it('parts two columns that one box bridges, and fits both parts', () => {
    const { image, one, two, box } = twoWords('NINE', 'TEN', 2);
    const parts = splitAtBlanks(box, image);
    expect(parts).toHaveLength(2);
    const [left, right] = parts.map((part) => part.box);
    expect(left?.left).toBeCloseTo(one.left, -1);
    expect(left?.right).toBeCloseTo(one.right, -1);
    expect(right?.left).toBeCloseTo(two.left, -1);
    expect(right?.right).toBeCloseTo(two.right, -1);
    expect(parts.map(({ score, thickness }) => [score, thickness])).toEqual(
      Array(2).fill([box.score, box.thickness]),
    );
  });

  it('looks past a rule under the text', () => {
    const { image, box } = twoWords('NINE', 'TEN', 2);
    const row = Math.floor(box.box.bottom) - 2;
    image.data.fill(20, row * image.width, (row + 1) * image.width);
    expect(splitAtBlanks(box, image)).toHaveLength(2);
  });

  it.each([
    ['words of a line', 'NINE', 'TEN', 1],
    ['the number of a heading', 'I', 'THE CLERK', 2],
    ['running text with wide blanks', 'THE CLERK AND THE CLERK', 'AND THE CLERK', 2],
  ])('leaves %s together', (_, first, second, blank) => {
    const { image, box } = twoWords(first, second, blank);
    expect(splitAtBlanks(box, image)).toEqual([box]);
  });

  it('leaves a box that slopes as it is', () => {
    const { image, box } = twoWords('NINE', 'TEN', 2);
    const [first, second, third, fourth] = box.corners;
    const sloping: TextBox = {
      ...box,
      corners: [first, { ...second, y: second.y + 12 }, third, { ...fourth, y: fourth.y - 12 }],
    };
    expect(splitAtBlanks(sloping, image)).toEqual([sloping]);
  });
});
