import { expect, it } from 'vitest';
import { emptyPage, printParagraph } from '../testing/printed-page.ts';
import { raiseContrast } from './contrast.ts';
import { pageOf, toGrey } from './raster.ts';

it('stretches faint ink towards black and its paper to white', () => {
  const page = emptyPage(600, 200, 200);
  printParagraph(page, 4, 28, 20, 20, { grey: 130 });
  const { image, grey } = raiseContrast(pageOf(page));
  expect(Math.min(...new Set(image.data))).toBe(0);
  expect(Math.max(...new Set(image.data))).toBe(255);
  expect(grey).toEqual(toGrey(image));
});

it.each([
  ['the whole', 255],
  ['nearly the whole', 240],
])('leaves a page alone that uses %s range', (_, paper) => {
  const white = emptyPage(600, 200, paper);
  printParagraph(white, 4, 28, 20, 20);
  const page = pageOf(white);
  expect(raiseContrast(page)).toBe(page);
});

it('makes no ink out of an empty page', () => {
  const { image } = raiseContrast(pageOf(emptyPage(64, 64, 180)));
  expect(new Set(image.data)).toEqual(new Set([255]));
});
