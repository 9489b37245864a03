import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  area,
  clamp,
  contains,
  height,
  intersection,
  iou,
  scale,
  translate,
  union,
  width,
} from './geometry.ts';
import { fromCorners, type Region } from './region.ts';

const coordinate = fc.integer({ min: -5000, max: 5000 });
const region = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map((corners) => fromCorners(...corners));
const size = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
});

const unit: Region = { left: 0, top: 0, right: 10, bottom: 10 };

describe('fromCorners', () => {
  it('gives the same region whichever opposite corners are named', () => {
    const expected = { left: 1, top: 2, right: 3, bottom: 4 };
    expect(fromCorners(1, 2, 3, 4)).toEqual(expected);
    expect(fromCorners(3, 4, 1, 2)).toEqual(expected);
    expect(fromCorners(3, 2, 1, 4)).toEqual(expected);
    expect(fromCorners(1, 4, 3, 2)).toEqual(expected);
  });
});

describe('width, height and area', () => {
  it('are the distances between the edges and their product', () => {
    const sample = { left: 0, top: 8, right: 697, bottom: 441 };
    expect([width(sample), height(sample), area(sample)]).toEqual([697, 433, 301_801]);
  });

  it('are 0, never negative, for a region whose edges are the wrong way round', () => {
    const inverted = { left: 10, top: 10, right: 4, bottom: 4 };
    expect([width(inverted), height(inverted), area(inverted)]).toEqual([0, 0, 0]);
  });
});

describe('intersection', () => {
  it('is what both share', () => {
    const other = { left: 5, top: -5, right: 20, bottom: 5 };
    expect(intersection(unit, other)).toEqual({ left: 5, top: 0, right: 10, bottom: 5 });
  });

  it('is nothing for regions that only touch', () => {
    expect(intersection(unit, translate(unit, 10, 0))).toBeUndefined();
    expect(intersection(unit, translate(unit, 10, 10))).toBeUndefined();
  });

  it('is symmetric, and lies in both', () => {
    fc.assert(
      fc.property(region, region, (a, b) => {
        const shared = intersection(a, b);
        expect(intersection(b, a)).toEqual(shared);
        if (shared) {
          expect(contains(a, shared) && contains(b, shared)).toBe(true);
          expect(area(shared)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('union', () => {
  it('is the smallest region that contains both', () => {
    fc.assert(
      fc.property(region, region, region, (a, b, other) => {
        const both = union(a, b);
        expect(contains(both, a) && contains(both, b)).toBe(true);
        if (contains(other, a) && contains(other, b)) expect(contains(other, both)).toBe(true);
      }),
    );
  });
});

describe('iou', () => {
  it('is shared area by covered area', () => {
    expect(iou(unit, { left: 5, top: 0, right: 15, bottom: 10 })).toBeCloseTo(50 / 150, 12);
  });

  it('is 0 for empty regions, equal ones too', () => {
    const empty = { left: 3, top: 3, right: 3, bottom: 9 };
    expect(iou(empty, empty)).toBe(0);
  });

  it('is symmetric, between 0 and 1, and 1 exactly for equal regions', () => {
    fc.assert(
      fc.property(region, region, (a, b) => {
        const value = iou(a, b);
        expect(value).toBe(iou(b, a));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        if (area(a) > 0) expect(iou(a, a)).toBe(1);
        if (value === 1) expect(a).toEqual(b);
      }),
    );
  });
});

describe('contains', () => {
  it('counts shared edges as inside, and a pixel more as outside', () => {
    expect(contains(unit, unit)).toBe(true);
    for (const edge of ['left', 'top'] as const) expect(contains(unit, { ...unit, [edge]: -1 })).toBe(false);
    for (const edge of ['right', 'bottom'] as const)
      expect(contains(unit, { ...unit, [edge]: 11 })).toBe(false);
  });
});

describe('clamp', () => {
  it('cuts what overruns the image', () => {
    const sample = { left: 0, top: 8, right: 697, bottom: 441 };
    expect(clamp(sample, { width: 696, height: 439 })).toEqual({ left: 0, top: 8, right: 696, bottom: 439 });
  });

  it('gives what the region shares with the image, or an empty region on its border', () => {
    fc.assert(
      fc.property(region, size, (one, image) => {
        const page = { left: 0, top: 0, right: image.width, bottom: image.height };
        const cut = clamp(one, image);
        expect(contains(page, cut)).toBe(true);
        const shared = intersection(one, page);
        if (shared) expect(cut).toEqual(shared);
        else expect(area(cut)).toBe(0);
      }),
    );
  });
});

describe('translate and scale', () => {
  it('translate moves every edge and keeps the size', () => {
    fc.assert(
      fc.property(region, coordinate, coordinate, (one, dx, dy) => {
        const moved = translate(one, dx, dy);
        expect([moved.left - one.left, moved.top - one.top]).toEqual([dx, dy]);
        expect([width(moved), height(moved)]).toEqual([width(one), height(one)]);
        expect(translate(moved, -dx, -dy)).toEqual(one);
      }),
    );
  });

  it('scale follows the resized image', () => {
    const one = { left: 10, top: 20, right: 30, bottom: 40 };
    expect(scale(one, 2)).toEqual({ left: 20, top: 40, right: 60, bottom: 80 });
    expect(scale(one, 0.5, 2)).toEqual({ left: 5, top: 40, right: 15, bottom: 80 });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('scale refuses the factor %s', (factor) => {
    expect(() => scale(unit, factor)).toThrow(RangeError);
    expect(() => scale(unit, 1, factor)).toThrow(`found ${factor}`);
  });
});
