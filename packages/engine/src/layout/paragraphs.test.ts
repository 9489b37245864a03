import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import { splitParagraphs } from './paragraphs.ts';
import type { Row } from './row.ts';

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

  it('splits at a step that is a little longer, where the line above is short as well', () => {
    const places = [10, 25, 43, 58, 76, 91];
    const rows = (last: number): Row[] => places.map((y, i) => row(0, i % 2 === 0 ? 300 : last, y));
    expect(sizes(rows(180))).toEqual([2, 2, 2]);
    expect(sizes(rows(270))).toEqual([6]);
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

  it('takes a short, bold first line for a heading', () => {
    const text = paragraph(25, [full, [0, 250], [0, 270]]);
    expect(sizes([row(0, 120, 10, { ink: 0.4 }), ...text])).toEqual([1, 3]);
    expect(sizes([row(0, 120, 10, { ink: 0.32 }), ...text])).toEqual([4]);
  });

  it('keeps short lines below each other together, as those of code', () => {
    const code = [
      [0, 90],
      [0, 120],
      [0, 60],
    ] as const;
    expect(sizes(paragraph(10, [full, full, full, full, [0, 200], ...code, full, full, full]))).toEqual([
      5, 3, 3,
    ]);
  });

  it('knows an indent in ragged text by the other ones', () => {
    const rows = paragraph(10, [
      [10, 285],
      [0, 295],
      [0, 300],
      [0, 280],
      [10, 289],
      [0, 200],
    ]);
    expect(sizes(rows)).toEqual([4, 2]);
  });

  it('does not split a table of contents at its indents', () => {
    const entries = [
      [0, 60],
      [20, 180],
      [0, 90],
      [20, 120],
      [20, 300],
      [0, 70],
      [20, 90],
      [0, 110],
    ] as const;
    expect(sizes(paragraph(10, entries))).toEqual([8]);
  });

  it('splits before an indent after a line that ends early, in ragged text too', () => {
    expect(
      sizes(
        paragraph(10, [
          [0, 300],
          [0, 240],
          [10, 300],
          [0, 270],
          [0, 150],
          [10, 260],
        ]),
      ),
    ).toEqual([2, 3, 1]);
  });

  it('does not split a list whose items are further apart than its lines', () => {
    const spans = [full, [12, 200], full, [12, 250], full, [12, 180]] as const;
    const rows = spans.map(([left, right], i) => row(left, right, 10 + 15 * i + 4 * Math.floor(i / 2)));
    expect(sizes(rows)).toEqual([6]);
  });
});
