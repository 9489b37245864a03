import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import { splitParagraphs } from './paragraphs.ts';

const full = [0, 300] as const;
const sizes = (rows: Parameters<typeof splitParagraphs>[0]): number[] =>
  splitParagraphs(rows).map((p) => p.length);

describe('splitParagraphs', () => {
  it('splits before an indented line of justified text', () => {
    expect(sizes(paragraph(10, [full, full, full, [20, 300], full, full]))).toEqual([3, 3]);
  });

  it('splits after a short last line of justified text', () => {
    expect(sizes(paragraph(10, [full, full, [0, 150], full, full, full]))).toEqual([3, 3]);
  });

  it('does not split ragged text at its short lines', () => {
    expect(
      sizes(
        paragraph(10, [
          [0, 300],
          [0, 230],
          [0, 260],
          [0, 190],
          [0, 280],
        ]),
      ),
    ).toEqual([5]);
  });

  it('does not take centred lines for indents', () => {
    expect(
      sizes(
        paragraph(10, [
          [50, 250],
          [100, 200],
          [20, 280],
          [90, 210],
        ]),
      ),
    ).toEqual([4]);
    expect(
      sizes(
        paragraph(10, [
          [2, 300],
          [40, 260],
          [0, 300],
        ]),
      ),
    ).toEqual([3]);
  });

  it('splits where the step is longer than the others', () => {
    const rows = [...paragraph(10, [full, full, full]), ...paragraph(62, [full, full, full])];
    expect(sizes(rows)).toEqual([3, 3]);
  });

  it('keeps the lines of a list with hanging indents together', () => {
    expect(
      sizes(
        paragraph(10, [
          [0, 300],
          [15, 300],
          [15, 300],
          [15, 298],
          [0, 300],
          [15, 299],
        ]),
      ),
    ).toEqual([6]);
  });

  it('leaves two lines alone: they show no habit', () => {
    expect(sizes([row(0, 300, 10), row(0, 90, 25)])).toEqual([2]);
  });
});
