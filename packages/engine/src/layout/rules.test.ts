import { expect, it } from 'vitest';
import { orienting, turning } from '../image/frame.ts';
import { toGrey } from '../image/raster.ts';
import { emptyPage, type PrintedPage, printLine } from '../testing/printed-page.ts';
import { findRules, rulesIn } from './rules.ts';

function fill(
  page: PrintedPage,
  left: number,
  top: number,
  right: number,
  bottom: number,
  grey: number,
): void {
  for (let y = top; y < bottom; y++)
    page.data.fill(grey, 3 * (y * page.width + left), 3 * (y * page.width + right));
}

it('finds a hairline, thin and grey', () => {
  const page = emptyPage(400, 200);
  fill(page, 50, 100, 350, 101, 200);
  fill(page, 200, 20, 201, 90, 200);
  const { horizontal, vertical } = findRules(toGrey(page), []);
  expect(horizontal).toEqual([{ left: 50, top: 99, right: 350, bottom: 102 }]);
  expect(vertical).toEqual([{ left: 199, top: 20, right: 202, bottom: 90 }]);
});

it('finds the four sides of a coloured ground', () => {
  const page = emptyPage(400, 200);
  fill(page, 50, 40, 350, 160, 225);
  const { horizontal, vertical } = findRules(toGrey(page), []);
  expect(horizontal.map(({ top }) => top)).toEqual([39, 159]);
  expect(vertical.map(({ left }) => left)).toEqual([49, 349]);
});

it('follows a rule that is not quite level', () => {
  const page = emptyPage(800, 200);
  for (let x = 50; x < 750; x++)
    fill(page, x, 100 + Math.floor(x / 100), x + 1, 102 + Math.floor(x / 100), 0);
  const { horizontal, vertical } = findRules(toGrey(page), []);
  expect(horizontal).toHaveLength(1);
  expect(horizontal[0]).toMatchObject({ left: 50, right: 750 });
  expect(vertical).toEqual([]);
});

it('takes neither letters for rules, nor what underlines them', () => {
  const page = emptyPage(500, 200);
  const box = printLine(page, 'THE TITLE', 20, 40, { dot: 8 });
  const underlined = printLine(page, 'THE CLERK', 20, 140);
  fill(page, underlined.left, underlined.bottom + 1, underlined.right, underlined.bottom + 3, 0);
  // The detector's boxes are a little larger than the letters.
  const text = [box, { ...underlined, bottom: underlined.bottom + 2 }];
  expect(findRules(toGrey(page), text)).toEqual({ horizontal: [], vertical: [] });
  expect(findRules(toGrey(page), []).horizontal).not.toEqual([]);
});

it('finds nothing on an empty page, nor on none', () => {
  expect(findRules(toGrey(emptyPage(100, 100)), [])).toEqual({ horizontal: [], vertical: [] });
  expect(findRules(toGrey(emptyPage(0, 0)), [])).toEqual({ horizontal: [], vertical: [] });
});

it('turns with the page: what was level stands upright, and keeps its order in the other frame', () => {
  const horizontal = [
    { left: 10, top: 20, right: 90, bottom: 22 },
    { left: 10, top: 60, right: 90, bottom: 62 },
  ];
  const rules = { horizontal, vertical: [] };
  expect(rulesIn(turning(90, 100, 200).map, rules)).toEqual({
    horizontal: [],
    vertical: [
      { left: 138, top: 10, right: 140, bottom: 90 },
      { left: 178, top: 10, right: 180, bottom: 90 },
    ],
  });
  expect(rulesIn(orienting(2, 100, 200).map, rules)).toEqual(rules);
});
