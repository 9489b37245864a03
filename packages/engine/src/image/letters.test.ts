import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPage, printLine, printParagraph } from '../testing/printed-page.ts';
import { letterHeight } from './letters.ts';
import { toGrey } from './raster.ts';

describe('letterHeight', () => {
  it.each([1, 2, 3, 4])('is that of capitals printed in dots of %i pixels', (dot) => {
    const page = emptyPage(800, 400);
    printParagraph(page, 5, 26, 20, 20, { dot, step: 12 * dot });
    expect(letterHeight(toGrey(page))).toBeCloseTo(7 * dot, 0);
  });

  it('does not mind light print on a dark page, nor uneven light', () => {
    const dark = emptyPage(800, 300, 20);
    printParagraph(dark, 5, 40, 20, 20, { grey: 230 });
    expect(letterHeight(toGrey(dark))).toBeCloseTo(21, 0);
    const shaded = emptyPage(800, 300);
    printParagraph(shaded, 5, 40, 20, 20);
    const grey = toGrey(shaded);
    const data = grey.data.map((value, i) => value * (0.4 + (0.6 * (i % 800)) / 800));
    expect(letterHeight({ ...grey, data })).toBeCloseTo(21, 0);
  });

  it('leaves out specks, rules and a headline', () => {
    const page = emptyPage(800, 500);
    printLine(page, 'HEADLINE', 20, 10, { dot: 6 });
    printParagraph(page, 8, 40, 20, 80, { dot: 2, step: 24 });
    for (let i = 0; i < 400; i++) page.data.fill(0, 3 * (430 * 800 + 2 * i), 3 * (430 * 800 + 2 * i) + 3);
    page.data.fill(0, 3 * 460 * 800, 3 * 461 * 800);
    expect(letterHeight(toGrey(page))).toBeCloseTo(14, 0);
  });

  it('is unknown on a page with next to no print', () => {
    const page = emptyPage(400, 200);
    expect(letterHeight(toGrey(page))).toBeUndefined();
    printLine(page, 'THE CLERK', 20, 20);
    expect(letterHeight(toGrey(page))).toBeUndefined();
  });

  it('is within the bounds of a letter, whatever the page', () => {
    const pages = fc
      .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((data) => ({ width, height, data })),
      );
    fc.assert(
      fc.property(pages, (page) => {
        const found = letterHeight(page) ?? 4;
        expect(found).toBeGreaterThanOrEqual(4);
        expect(found).toBeLessThanOrEqual(Math.max(4, 0.1 * page.height));
      }),
    );
  });
});
