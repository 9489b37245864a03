import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterRegions } from './filter.ts';
import { area, height, width } from './geometry.ts';
import { anyRegion } from './testing/arbitraries.ts';

const regions = [
  { left: 0, top: 0, right: 100, bottom: 20 },
  { left: 0, top: 30, right: 3, bottom: 33 },
  { left: 50, top: 30, right: 52, bottom: 630 },
];

describe('filterRegions', () => {
  it.each([
    [{ minArea: 10 }, [0, 2]],
    [{ minWidth: 3 }, [0, 1]],
    [{ minHeight: 21 }, [2]],
    [{ minWidth: 3, minArea: 10 }, [0]],
    [{}, [0, 1, 2]],
  ])('keeps what reaches %o, in order', (options, kept) => {
    expect(filterRegions(regions, options)).toEqual(kept.map((index) => regions[index]));
  });

  it('leaves out exactly the regions below a limit', () => {
    const limit = fc.nat({ max: 3000 });
    const limits = fc.record({ minArea: limit, minWidth: limit, minHeight: limit });
    fc.assert(
      fc.property(fc.array(anyRegion), limits, (some, options) => {
        const kept = new Set(filterRegions(some, options));
        for (const one of some) {
          const small =
            area(one) < options.minArea || width(one) < options.minWidth || height(one) < options.minHeight;
          expect(kept.has(one)).toBe(!small);
        }
      }),
    );
  });

  it.each(['minArea', 'minWidth', 'minHeight'])(
    'refuses a %s that is no finite number of at least 0',
    (name) => {
      for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => filterRegions(regions, { [name]: value })).toThrow(
          new RangeError(`${name}: expected a finite number of at least 0, found ${value}`),
        );
      }
    },
  );
});
