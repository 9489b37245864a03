import { contains, type Region, union } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionCorners } from '../image/frame.ts';
import { toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { splitAtBlanks } from './split.ts';
import type { TextBox } from './text-box.ts';

/** Height of the letters that are printed here, in pixels. */
const LETTERS = 21;

function around(...lines: Region[]): TextBox {
  const { left, top, right, bottom } = lines.reduce(union);
  const box = { left: left - 4, top: top - 4, right: right + 4, bottom: bottom + 4 };
  return { box, corners: regionCorners(box), thickness: bottom - top + 8, score: 0.9 };
}

/**
 * A line of words with so much paper between two of them, in heights of the letters; below it lines that show how far
 * apart words stand on this page.
 */
function pageOf(words: readonly string[], blank: number, usual: number) {
  const page = emptyPage(900, 560, 240);
  const print = (texts: readonly string[], gap: number, top: number): Region[] => {
    const found: Region[] = [];
    for (const text of texts) {
      const left = (found.at(-1)?.right ?? 20 - gap * LETTERS) + gap * LETTERS;
      found.push(printLine(page, text, Math.ceil(left), top));
    }
    return found;
  };
  const first = print(words, blank, 30);
  const rest = Array.from({ length: 12 }, (_, i) => around(...print(['TEN', 'TEN'], usual, 70 + 40 * i)));
  return { image: toGrey(page), words: first, box: around(...first), rest };
}

describe('splitAtBlanks', () => {
  it('parts two columns that one box bridges, and fits both parts', () => {
    const { image, words, box, rest } = pageOf(['NINETEEN', 'TEN'], 2, 0.5);
    const [left, right, ...others] = splitAtBlanks([box, ...rest], image);
    expect(left?.box.left).toBeCloseTo(words[0]?.left as number, -1);
    expect(left?.box.right).toBeCloseTo(words[0]?.right as number, -1);
    expect(right?.box.left).toBeCloseTo(words[1]?.left as number, -1);
    expect(right?.box.right).toBeCloseTo(words[1]?.right as number, -1);
    expect([left?.score, right?.thickness]).toEqual([box.score, box.thickness]);
    expect(others).toEqual(rest);
  });

  it('parts two short words at a blank that is wider than most of the page', () => {
    const { image, box, rest } = pageOf(['TEN', 'I'], 1, 0.5);
    expect(splitAtBlanks([box, ...rest], image)).toHaveLength(rest.length + 2);
  });

  it.each([
    ['words where all stand as far apart', ['TEN', 'TEN'], 1, 1],
    ['words of a line that are justified', ['NINETEEN', 'NINETEEN'], 1, 0.5],
    ['words that are spaced out', ['I', 'I', 'I'], 1, 0.5],
    ['the number of a heading', ['I', 'THE CLERK'], 2, 0.5],
    ['running text with wide blanks', ['THE CLERK AND THE', 'CLERK AND HIS'], 2, 0.5],
  ])('leaves %s together', (_, words, blank, usual) => {
    const { image, box, rest } = pageOf(words, blank, usual);
    expect(splitAtBlanks([box, ...rest], image)).toEqual([box, ...rest]);
  });

  it('goes by what is common where a page has few blanks', () => {
    const { image, box } = pageOf(['TEN', 'TEN'], 0.6, 0);
    expect(splitAtBlanks([box], image)).toEqual([box]);
    const wide = pageOf(['TEN', 'TEN'], 1.4, 0);
    expect(splitAtBlanks([wide.box], wide.image)).toHaveLength(2);
  });

  it('leaves a box that slopes as it is', () => {
    const { image, box } = pageOf(['NINETEEN', 'TEN'], 2, 0.5);
    const [first, second, third, fourth] = box.corners;
    const corners = [first, { ...second, y: second.y + 12 }, third, { ...fourth, y: fourth.y - 12 }] as const;
    const sloping: TextBox = { ...box, corners };
    expect(splitAtBlanks([sloping], image)).toEqual([sloping]);
  });

  it('gives parts side by side within the box, and loses no word', () => {
    const word = fc.constantFrom('T', 'TEN', 'THREE', 'TEN THREE');
    const gap = fc.double({ min: 0.3, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 3 }), gap, gap, (texts, blank, usual) => {
        const { image, words, box } = pageOf(texts, blank, Math.min(usual, 2));
        const parts = splitAtBlanks([box], image);
        for (const part of parts) expect(contains(box.box, part.box)).toBe(true);
        for (const [i, part] of parts.slice(1).entries()) {
          expect(part.box.left).toBeGreaterThanOrEqual(parts[i]?.box.right as number);
        }
        for (const each of words) expect(parts.some((part) => contains(part.box, each))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
