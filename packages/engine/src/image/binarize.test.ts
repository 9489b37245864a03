import { expect, it } from 'vitest';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { binarize } from './binarize.ts';

it('leaves black and white only, and keeps the print on paper that darkens towards one side', () => {
  const page = emptyPage(400, 100);
  for (let i = 0; i < page.data.length; i++) page.data[i] = 250 - ((i / 3) % 400) / 3;
  const line = printLine(page, 'CLERK AND TOWN', 40, 40, { grey: 30 });
  const { data } = binarize(page);
  expect(new Set(data)).toEqual(new Set([0, 255]));
  const black: number[] = [];
  for (let p = 0; p < data.length; p += 3) if (data[p] === 0) black.push(p / 3);
  const printed = black.filter((p) => p % 400 >= line.left && p % 400 < line.right);
  expect(printed.length).toBe(black.length);
  expect(black.length).toBeGreaterThan(1000);
});
