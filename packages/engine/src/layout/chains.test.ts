import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraph, row, unparted } from '../testing/rows.ts';
import { chainRows } from './chains.ts';

const full = [0, 300] as const;

describe('chainRows', () => {
  it('chains the lines of a paragraph', () => {
    expect(chainRows(paragraph(10, [full, full, full, [0, 120]]), unparted)).toHaveLength(1);
  });

  it('begins anew after a gap that is longer than between lines', () => {
    const rows = [...paragraph(10, [full, full, full]), ...paragraph(70, [full, full, full])];
    expect(chainRows(rows, unparted).map((chain) => chain.length)).toEqual([3, 3]);
  });

  it('keeps a list with some air between all its items together, and parts it from the text', () => {
    const text = paragraph(
      10,
      Array.from({ length: 6 }, () => full),
    );
    const items = [0, 1, 2, 3].map((item) => row(0, 200, 106 + 20.5 * item));
    expect(chainRows([...text, ...items], unparted).map((chain) => chain.length)).toEqual([6, 4]);
  });

  it('keeps a list together whose items are of one line or of two', () => {
    const text = paragraph(
      10,
      Array.from({ length: 8 }, () => full),
    );
    const places = [139, 159.5, 174.5, 195, 210, 230.5];
    const items = places.map((y) => row(0, 200, y));
    expect(chainRows([...text, ...items], unparted).map((chain) => chain.length)).toEqual([8, 6]);
  });

  it('measures steps by the lines around, where those of the step have no tall letters', () => {
    const lines = [
      [10, 10],
      [24, 10],
      [38, 8],
      [54.5, 8],
      [68.5, 10],
      [82.5, 10],
    ] as const;
    const rows = lines.map(([y, height]) => row(0, 300, y, { height }));
    expect(chainRows(rows, unparted)).toHaveLength(1);
  });

  it('follows each of two columns', () => {
    const rows = [
      ...paragraph(10, [full, full, full]),
      ...paragraph(10, [
        [320, 600],
        [320, 600],
        [320, 600],
      ]),
    ];
    expect(chainRows(rows, unparted).map((chain) => new Set(chain.map(({ box }) => box.left)).size)).toEqual([
      1, 1,
    ]);
  });

  it('parts a heading from its text by its size', () => {
    const rows = [row(0, 200, 10, { height: 16 }), ...paragraph(26, [full, full, full])];
    expect(chainRows(rows, unparted).map((chain) => chain.length)).toEqual([1, 3]);
  });

  it('parts a title from its subtitle by less of a difference where they are set loosely', () => {
    const rows = [row(0, 200, 10, { height: 14 }), row(0, 150, 30, { height: 10 })];
    expect(chainRows(rows, unparted)).toHaveLength(2);
    const tight = [row(0, 200, 10, { height: 14 }), row(0, 150, 26, { height: 10 })];
    expect(chainRows(tight, unparted)).toHaveLength(1);
  });

  it('parts a heading from its text by its ink', () => {
    const rows = [row(0, 200, 10, { ink: 0.6 }), ...paragraph(25, [full, full, full])];
    expect(chainRows(rows, unparted).map((chain) => chain.length)).toEqual([1, 3]);
  });

  it('chains a line that is lower for want of tall letters, with the same ink in less height', () => {
    const rows = [row(0, 300, 10, { height: 12, ink: 0.2 }), row(0, 90, 25, { height: 8, ink: 0.3 })];
    expect(chainRows(rows, unparted)).toHaveLength(1);
    const smaller = [row(0, 300, 10, { height: 12, ink: 0.2 }), row(0, 90, 25, { height: 8, ink: 0.2 })];
    expect(chainRows(smaller, unparted)).toHaveLength(2);
  });

  it('takes faint differences of faint ink for noise', () => {
    const rows = [row(0, 300, 10, { ink: 0.01 }), row(0, 300, 25, { ink: 0.03 })];
    expect(chainRows(rows, unparted)).toHaveLength(1);
  });

  it('begins anew where something drawn parts two rows', () => {
    const rows = paragraph(10, [full, full, full, full]);
    const chains = chainRows(rows, (upper) => upper === rows[1]);
    expect(chains.map((chain) => chain.length)).toEqual([2, 2]);
  });

  it('lets no line hang under two', () => {
    const rows = [row(0, 140, 10), row(160, 300, 10), row(0, 300, 25)];
    expect(chainRows(rows, unparted).flat()).toHaveLength(3);
  });

  it('keeps each row, once', () => {
    const any = fc.record({
      x: fc.nat(300),
      y: fc.nat(300),
      width: fc.integer({ min: 1, max: 300 }),
      height: fc.integer({ min: 4, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (parts) => {
        const rows = parts.map(({ x, y, width, height }) => row(x, x + width, y, { height }));
        const kept = chainRows(rows, unparted).flat();
        expect(kept).toHaveLength(rows.length);
        expect(new Set(kept)).toEqual(new Set(rows));
      }),
    );
  });
});
