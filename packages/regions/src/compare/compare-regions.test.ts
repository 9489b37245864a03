import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { area, translate } from '../geometry.ts';
import { fromCorners, type Region } from '../region.ts';
import { compareRegions } from './compare-regions.ts';
import { scoreOf, sumScores } from './score.ts';

const box = (...corners: [number, number, number, number]): Region => fromCorners(...corners);

/** On a small page, so that regions overlap. */
const coordinate = fc.integer({ min: 0, max: 40 });
const region = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map((corners) => fromCorners(...corners))
  .filter((one) => area(one) > 0);
const regions = fc.array(region, { maxLength: 8 });

/** Area by counting pixels. */
function pixels(sets: readonly (readonly Region[])[], without: readonly Region[]): number {
  let count = 0;
  const covers = (some: readonly Region[], x: number, y: number): boolean =>
    some.some(({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom);
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 40; x++) {
      if (!covers(without, x, y) && sets.every((some) => covers(some, x, y))) count += 1;
    }
  }
  return count;
}

describe('compareRegions', () => {
  it('pairs one to one, and tells what is missed and what is extra', () => {
    const truth = [box(0, 0, 100, 10), box(0, 20, 100, 30), box(0, 40, 100, 50)];
    const found = [box(0, 21, 100, 30), box(0, 0, 100, 10), box(0, 0, 100, 10), box(200, 0, 210, 10)];
    const { matches, missed, extra, regions: score } = compareRegions(found, truth);
    expect(matches).toEqual([
      { found: 0, truth: 1, iou: 0.9 },
      { found: 1, truth: 0, iou: 1 },
    ]);
    expect(missed).toEqual([2]);
    expect(extra).toEqual([2, 3]);
    expect(score).toEqual({ matched: 2, found: 4, wanted: 3, precision: 0.5, recall: 2 / 3, f1: 4 / 7 });
  });

  it('gives a pair up where that makes the whole better', () => {
    const truth = [box(0, 0, 10, 10), box(0, 0, 10, 16)];
    const found = [box(0, 0, 10, 12), box(0, 0, 10, 8)];
    expect(compareRegions(found, truth).matches.map((match) => [match.found, match.truth])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('takes regions for the same from the threshold on', () => {
    const truth = [box(0, 0, 100, 10)];
    expect(compareRegions([box(0, 0, 50, 10)], truth).matches).toHaveLength(1);
    expect(compareRegions([box(0, 0, 49, 10)], truth).matches).toHaveLength(0);
    expect(compareRegions([box(0, 0, 89, 10)], truth, { iou: 0.9 }).matches).toHaveLength(0);
    expect(compareRegions([box(0, 0, 20, 10)], truth, { iou: 0.2 }).matches).toHaveLength(1);
  });

  it('counts nothing in ignored parts, but what matches all the same', () => {
    const found = [box(10, 10, 30, 20), box(60, 60, 80, 70), box(90, 0, 190, 10)];
    const ignored = [box(0, 0, 100, 100)];
    const comparison = compareRegions(found, [box(10, 10, 30, 20)], { ignored });
    expect(comparison).toMatchObject({ ignored: [1], extra: [2], missed: [] });
    expect(comparison.regions).toMatchObject({ matched: 1, found: 2, wanted: 1 });
    expect(comparison.area).toMatchObject({ matched: 0, found: 900, wanted: 0 });
  });

  it('finds agreement where there is nothing, and none where one side has nothing', () => {
    const nothing = { precision: 0, recall: 0, f1: 0 };
    const all = { precision: 1, recall: 1, f1: 1 };
    expect(compareRegions([], [])).toMatchObject({ regions: all, area: all });
    expect(compareRegions([box(0, 0, 1, 1)], [])).toMatchObject({ regions: nothing, area: nothing });
    expect(compareRegions([], [box(0, 0, 1, 1)])).toMatchObject({ regions: nothing, area: nothing });
    expect(compareRegions([box(5, 5, 5, 9)], [box(5, 5, 5, 9)])).toMatchObject({
      regions: nothing,
      area: all,
    });
  });

  it.each([0, -1, 1.1, Number.NaN])('refuses %s for a threshold', (iou) => {
    expect(() => compareRegions([], [], { iou })).toThrow(RangeError);
  });

  it('gives 1 for the same regions in any order', () => {
    fc.assert(
      fc.property(fc.array(region, { minLength: 1, maxLength: 8 }), (some) => {
        const { regions: score, area: covered } = compareRegions([...some].reverse(), some);
        expect([score.f1, covered.f1, score.precision, covered.recall]).toEqual([1, 1, 1, 1]);
      }),
    );
  });

  it('exchanges precision and recall with its sides', () => {
    fc.assert(
      fc.property(regions, regions, fc.constantFrom(0.1, 0.5, 0.8), (a, b, iou) => {
        const [there, back] = [compareRegions(a, b, { iou }), compareRegions(b, a, { iou })];
        for (const part of ['regions', 'area'] as const) {
          const { precision, recall, f1 } = back[part];
          expect(there[part]).toMatchObject({ precision: recall, recall: precision, f1 });
        }
      }),
    );
  });

  it('tells of every region once', () => {
    fc.assert(
      fc.property(regions, regions, regions, (found, truth, ignored) => {
        const told = compareRegions(found, truth, { ignored });
        const places = [...told.matches.map((match) => match.found), ...told.extra, ...told.ignored];
        expect(places.sort((a, b) => a - b)).toEqual([...found.keys()]);
        const wanted = [...told.matches.map((match) => match.truth), ...told.missed];
        expect(wanted.sort((a, b) => a - b)).toEqual([...truth.keys()]);
      }),
    );
  });

  it('measures areas as counting pixels does', () => {
    fc.assert(
      fc.property(regions, regions, fc.array(region, { maxLength: 2 }), (found, truth, ignored) => {
        expect(compareRegions(found, truth, { ignored }).area).toMatchObject({
          matched: pixels([found, truth], ignored),
          found: pixels([found], ignored),
          wanted: pixels([truth], ignored),
        });
      }),
      { numRuns: 50 },
    );
  });

  it('takes ten thousand regions', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      translate(box(0, 0, 8, 8), 10 * (index % 100), 10 * Math.floor(index / 100)),
    );
    const moved = many.map((one) => translate(one, 1, 1));
    expect(compareRegions(moved, many).regions.f1).toBe(1);
  });
});

describe('sumScores', () => {
  it('adds the counts of pages', () => {
    const pages = [
      scoreOf({ matched: 1, found: 1, wanted: 4 }),
      scoreOf({ matched: 5, found: 9, wanted: 6 }),
    ];
    expect(sumScores(pages)).toEqual(scoreOf({ matched: 6, found: 10, wanted: 10 }));
    expect(sumScores(pages).f1).toBe(0.6);
    expect(sumScores([]).f1).toBe(1);
  });
});
