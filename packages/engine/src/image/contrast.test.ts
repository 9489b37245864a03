import { expect, it } from 'vitest';
import { emptyPage, printParagraph } from '../testing/printed-page.ts';
import { raiseContrast } from './contrast.ts';

it('stretches faint ink towards black and its paper to white', () => {
  const page = emptyPage(600, 200, 200);
  printParagraph(page, 4, 28, 20, 20, { grey: 130 });
  const { data } = raiseContrast(page);
  expect(Math.min(...new Set(data))).toBe(0);
  expect(Math.max(...new Set(data))).toBe(255);
});

it('leaves a page alone that uses the whole range', () => {
  const page = emptyPage(600, 200);
  printParagraph(page, 4, 28, 20, 20);
  expect(raiseContrast(page)).toBe(page);
});

it('makes no ink out of an empty page', () => {
  const { data } = raiseContrast(emptyPage(64, 64, 180));
  expect(new Set(data)).toEqual(new Set([255]));
});
