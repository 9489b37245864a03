import { describe, expect, it } from 'vitest';
import { paragraph } from '../testing/rows.ts';
import { isInset } from './insets.ts';

const above = paragraph(10, [
  [12, 300],
  [0, 298],
]);
const items = paragraph(50, [
  [12, 300],
  [12, 120],
  [12, 300],
  [12, 180],
]);

describe('isInset', () => {
  it('knows items that are set in from the text above as a whole', () => {
    expect(isInset(items, [...above, ...items])).toBe(true);
  });

  it('takes text at the margin, or in another column, for none', () => {
    expect(isInset(items, [...paragraph(10, [[12, 300]]), ...items])).toBe(false);
    expect(isInset(items, [...paragraph(10, [[-60, 300]]), ...items])).toBe(false);
  });

  it('takes text below a heading for none: the heading ends early', () => {
    expect(isInset(items, [...paragraph(25, [[0, 120]]), ...items])).toBe(false);
  });

  it('takes text with indents of its own for none, and a few lines', () => {
    const indented = paragraph(50, [
      [24, 300],
      [12, 120],
      [24, 300],
      [12, 180],
    ]);
    expect(isInset(indented, [...above, ...indented])).toBe(false);
    expect(isInset(items.slice(0, 3), [...above, ...items])).toBe(false);
  });

  it('takes what stands far below the text for none', () => {
    expect(isInset(items, [...paragraph(-20, [[0, 298]]), ...items])).toBe(false);
  });
});
