import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { area, contains, intersection, iou } from './geometry.ts';
import { mergeOverlapping } from './merge.ts';
import { fromCorners } from './region.ts';

const edge = fc.integer({ min: 0, max: 40 });
const region = fc.tuple(edge, edge, edge, edge).map((corners) => fromCorners(...corners));
const regions = fc.array(region, { maxLength: 25 });
const options = fc.record({
  measure: fc.constantFrom('iou' as const, 'overlap' as const),
  threshold: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

const line = { left: 0, top: 0, right: 100, bottom: 20 };
const word = { left: 10, top: 2, right: 40, bottom: 18 };
const apart = { left: 0, top: 50, right: 100, bottom: 70 };

describe('mergeOverlapping', () => {
  it('merges regions of like size and place by default, and puts the result where the first stood', () => {
    const again = { left: 2, top: 1, right: 103, bottom: 21 };
    expect(mergeOverlapping([line, apart, again])).toEqual([
      { left: 0, top: 0, right: 103, bottom: 21 },
      apart,
    ]);
    expect(mergeOverlapping([line, word])).toEqual([line, word]);
  });

  it('merges a region into the one that holds it when it measures the overlap', () => {
    expect(mergeOverlapping([word, apart, line], { measure: 'overlap', threshold: 1 })).toEqual([
      line,
      apart,
    ]);
  });

  it('goes on where a merged region overlaps a further one', () => {
    const steps = [0, 12, 6].map((left) => ({ left, top: 0, right: left + 10, bottom: 10 }));
    const tail = { left: 14, top: 0, right: 24, bottom: 10 };
    expect(mergeOverlapping([apart, ...steps, tail], { measure: 'overlap', threshold: 0.4 })).toEqual([
      apart,
      { left: 0, top: 0, right: 24, bottom: 10 },
    ]);
  });

  it('covers every region, leaves no two that reach the threshold, and changes nothing the second time', () => {
    fc.assert(
      fc.property(regions, options, (some, how) => {
        const merged = mergeOverlapping(some, how);
        for (const one of some) expect(merged.some((whole) => contains(whole, one))).toBe(true);
        for (const [index, a] of merged.entries()) {
          for (const b of merged.slice(index + 1)) {
            const shared = intersection(a, b);
            const value =
              how.measure === 'iou'
                ? iou(a, b)
                : (shared ? area(shared) : 0) / (Math.min(area(a), area(b)) || 1);
            expect(value).toBeLessThan(how.threshold);
          }
        }
        expect(mergeOverlapping(merged, how)).toEqual(merged);
      }),
    );
  });

  it.each([0, -0.1, 1.1, Number.NaN])('refuses the threshold %s', (threshold) => {
    expect(() => mergeOverlapping([], { threshold })).toThrow(
      new RangeError(`threshold: expected a number above 0, at most 1, found ${threshold}`),
    );
  });

  it('refuses an unknown measure and names the known ones', () => {
    expect(() => mergeOverlapping([], { measure: 'toString' as never })).toThrow(
      'measure: expected iou or overlap',
    );
  });
});
