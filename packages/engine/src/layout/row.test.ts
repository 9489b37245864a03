import { describe, expect, it } from 'vitest';
import { piece } from '../testing/rows.ts';
import { quantile, ratio, rowOf, sharedWidth } from './row.ts';

describe('rowOf', () => {
  it('weighs height and ink by width', () => {
    const { thickness, ink, box } = rowOf([
      piece(100, 400, 10, { height: 10, ink: 0.2 }),
      piece(0, 100, 10, { height: 20, ink: 0.6 }),
    ]);
    expect(thickness).toBeCloseTo(12.5, 9);
    expect(ink).toBeCloseTo(0.3, 9);
    expect(box).toEqual({ left: 0, right: 400, top: 0, bottom: 20 });
  });
});

describe('sharedWidth', () => {
  it('is a share of the narrower box', () => {
    const wide = piece(0, 100, 0).box;
    expect(sharedWidth(wide, piece(80, 120, 50).box)).toBe(0.5);
    expect(sharedWidth(wide, piece(20, 40, 50).box)).toBe(1);
    expect(sharedWidth(wide, piece(200, 300, 50).box)).toBe(0);
  });
});

describe('ratio', () => {
  it('is at least 1, whichever is larger, and infinite against nothing', () => {
    expect([ratio(2, 4), ratio(4, 2), ratio(0, 0), ratio(0, 3)]).toEqual([2, 2, 1, Infinity]);
  });
});

describe('quantile', () => {
  it('finds the value below which a share lies', () => {
    expect([quantile([5, 1, 3], 0), quantile([5, 1, 3], 0.5), quantile([5, 1, 3], 1)]).toEqual([1, 3, 5]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
