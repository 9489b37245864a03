import { expect, it } from 'vitest';
import { shortened, textWidth } from './text-width.ts';

it.each([
  ['', 0],
  ['page.png', 8],
  ['ページ.png', 10],
  ['한글', 4],
  ['e\u0301te\u0301', 3],
  ['📄', 2],
  ['⠋ 1/2 × → …', 11],
])('%j takes %i cells', (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

it.each([
  ['page.png', 8, 'page.png'],
  ['page.png', 7, 'page.p…'],
  ['page.png', 1, '…'],
  ['page.png', 0, ''],
  ['page.png', -5, ''],
  ['ページ.png', 6, 'ペー…'],
  ['ページ.png', 5, 'ペー…'],
  ['ページ.png', 4, 'ペ…'],
])('%j in %i cells is %j', (text, cells, result) => {
  expect(shortened(text, cells)).toBe(result);
  expect(textWidth(result)).toBeLessThanOrEqual(Math.max(cells, 0));
});
