import { fileURLToPath } from 'node:url';
import type { Region } from '@detect-regions/regions';
import { describe, expect, test } from 'vitest';
import { type Page, readPages, type TruthBox } from './pages.ts';
import { compareAreas, matchRegions, rate, total, withoutMargins } from './score.ts';

const box = (left: number, top: number, right: number, bottom: number): Region => ({
  left,
  top,
  right,
  bottom,
});
const wanted = (region: Region): TruthBox => ({ region, ignored: false });
const ignored = (region: Region): TruthBox => ({ region, ignored: true });

describe('matching', () => {
  test('is one to one: two halves are not a whole, and a second copy is one too many', () => {
    const halves = [box(0, 0, 49, 10), box(51, 0, 100, 10)];
    expect(matchRegions(halves, [wanted(box(0, 0, 100, 10))]).counts).toEqual({
      matched: 0,
      found: 2,
      wanted: 1,
    });
    const copies = [box(0, 0, 100, 10), box(0, 0, 100, 10)];
    expect(matchRegions(copies, [wanted(box(0, 0, 100, 10))]).counts).toEqual({
      matched: 1,
      found: 2,
      wanted: 1,
    });
  });

  test('begins at an intersection over union of one half', () => {
    expect(matchRegions([box(0, 0, 50, 10)], [wanted(box(0, 0, 100, 10))]).counts.matched).toBe(1);
    expect(matchRegions([box(0, 0, 49, 10)], [wanted(box(0, 0, 100, 10))]).counts.matched).toBe(0);
  });

  test('counts nothing in an ignored box, but what matches all the same', () => {
    const truth = [ignored(box(0, 0, 100, 100)), wanted(box(10, 10, 30, 20))];
    const found = [box(10, 10, 30, 20), box(60, 60, 80, 70), box(90, 0, 190, 10)];
    const matching = matchRegions(found, truth);
    expect(matching.counts).toEqual({ matched: 1, found: 2, wanted: 1 });
    expect([...matching.pairs]).toEqual([[0, 1]]);
    expect([...matching.ignored]).toEqual([1]);
  });
});

test('areas are compared without what is ignored, over the union of boxes', () => {
  const truth = [wanted(box(0, 0, 100, 100)), ignored(box(0, 50, 100, 100))];
  const found = [box(0, 0, 50, 100), box(0, 0, 50, 40)];
  expect(compareAreas(found, truth, { width: 200, height: 200 })).toEqual({
    matched: 2500,
    found: 2500,
    wanted: 5000,
  });
});

test('boxes that overrun the page count for what lies on it', () => {
  const { found, wanted: area } = compareAreas([box(-10, -10, 500, 500)], [wanted(box(0, 0, 20, 20))], {
    width: 20,
    height: 20,
  });
  // A row and a column more than the page has: its last ones may be cut.
  expect({ found, area }).toEqual({ found: 22 * 22, area: 400 });
});

test('single lines in the margins are left out unless the truth has them', () => {
  const page = { width: 1000, height: 1000 };
  const head = box(100, 40, 300, 60);
  const foot = box(100, 950, 300, 970);
  const tall = box(100, 0, 900, 80);
  const text = box(100, 100, 900, 120);
  expect(withoutMargins([head, foot, tall, text], [], page)).toEqual([tall, text]);
  expect(withoutMargins([head, foot], [wanted(head)], page)).toEqual([head]);
});

test('nothing found, or nothing wanted, gives 0', () => {
  expect(rate({ matched: 0, found: 0, wanted: 5 })).toEqual({ precision: 0, recall: 0, f1: 0 });
  expect(rate(total([]))).toEqual({ precision: 0, recall: 0, f1: 0 });
});

describe('figures are those of the reference scorer (numpy, scipy) on', () => {
  const folder = fileURLToPath(new URL('../../../../docs/pages/', import.meta.url));
  test.each([
    ['article', 'blocks', [14, 18, 19], [14, 15, 19], [281_242, 320_293, 371_265]],
    ['article', 'lines', [55, 60, 70], [55, 57, 70], [267_424, 319_583, 365_955]],
    ['form', 'blocks', [18, 22, 24], [18, 20, 24], [165_033, 213_200, 224_775]],
    ['form', 'lines', [27, 38, 43], [27, 36, 43], [96_076, 149_501, 122_355]],
  ] as const)('%s, %s', async (name, level, boxes, inner, area) => {
    const page = (await readPages(folder)).find(({ id }) => id === name) as Page;
    const regions = (page.truth?.[level] ?? []).map(({ region }) => region);
    const truth = regions.map((region, i) => ({ region, ignored: i % 6 === 5 }));
    // Moved and stretched by a rule, some left out, some added: so the reference was asked, too.
    const moved = regions.flatMap(({ left, top, right, bottom }, i) => {
      const [dx, dy] = [((i % 7) - 3) * 4, ((i % 4) - 1) * 3];
      return i % 5 === 4 ? [] : [box(left + dx, top + dy, right + 2 * dx, bottom + dy)];
    });
    const found = [...moved, box(100, 20, 300, 50), box(100, 1700, 300, 1730), box(100, 900, 700, 1100)];
    const size = { width: 1240, height: 1754 };
    expect(Object.values(matchRegions(found, truth).counts)).toEqual(boxes);
    expect(Object.values(matchRegions(withoutMargins(found, truth, size), truth).counts)).toEqual(inner);
    expect(Object.values(compareAreas(found, truth, size))).toEqual(area);
  });
});
