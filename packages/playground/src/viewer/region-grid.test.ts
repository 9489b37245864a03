import type { Region } from '@detect-regions/regions';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRegionGrid } from './region-grid.ts';

const page = { width: 200, height: 300 };
const edge = (length: number): fc.Arbitrary<number> => fc.integer({ min: -10, max: length + 10 });
const region: fc.Arbitrary<Region> = fc
  .tuple(edge(page.width), edge(page.width), edge(page.height), edge(page.height))
  .map(([a, b, c, d]) => ({
    left: Math.min(a, b),
    right: Math.max(a, b),
    top: Math.min(c, d),
    bottom: Math.max(c, d),
  }));

function area({ left, top, right, bottom }: Region): number {
  return (right - left) * (bottom - top);
}

function touches(a: Region, b: Region): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

it('finds what looking at every region finds', () => {
  fc.assert(
    fc.property(fc.array(region, { maxLength: 200 }), region, (regions, part) => {
      const touching = regions.flatMap((one, place) => (touches(one, part) ? [place] : []));
      expect([...createRegionGrid(regions, page).touching(part)]).toEqual(touching);
    }),
  );
});

it('finds the smallest region at a point, and of equals the one drawn last', () => {
  fc.assert(
    fc.property(
      fc.array(region, { maxLength: 200 }),
      edge(page.width),
      edge(page.height),
      fc.integer({ min: 0, max: 5 }),
      (regions, x, y, reach) => {
        const around = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
        const under = regions.flatMap((one, place) => (touches(one, around) ? [place] : []));
        const smallest = Math.min(...under.map((place) => area(regions[place] as Region)));
        const expected = under.findLast((place) => area(regions[place] as Region) === smallest);
        expect(createRegionGrid(regions, page).at(x, y, reach)).toBe(expected);
      },
    ),
  );
});

it('answers every time anew', () => {
  const grid = createRegionGrid([{ left: 0, top: 0, right: 200, bottom: 300 }], page);
  expect([grid.at(5, 5), grid.at(5, 5), grid.at(900, 5)]).toEqual([0, 0, undefined]);
});

it('takes little room for regions that all cover the page', () => {
  const whole = { left: 0, top: 0, right: 200, bottom: 300 };
  const grid = createRegionGrid(
    Array.from({ length: 10_000 }, () => whole),
    page,
  );
  expect(grid.at(100, 100)).toBe(9999);
  expect(grid.touching(whole)).toHaveLength(10_000);
});

it('knows that there is nothing', () => {
  expect(createRegionGrid([], page).at(1, 1)).toBeUndefined();
});
