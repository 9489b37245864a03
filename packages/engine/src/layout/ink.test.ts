import { expect, it } from 'vitest';
import { toGrey } from '../image/raster.ts';
import { emptyPage, printLine } from '../testing/printed-page.ts';
import { inkMeter } from './ink.ts';

it('measures black print as darker than grey print, and paper as nothing', () => {
  const page = emptyPage(600, 200, 240);
  const black = printLine(page, 'THE CLERK', 20, 20, { grey: 0 });
  const grey = printLine(page, 'THE CLERK', 20, 80, { grey: 160 });
  const ink = inkMeter(toGrey(page));
  expect(ink(black) / ink(grey)).toBeCloseTo(240 / 80, 5);
  expect(ink({ left: 300, top: 150, right: 400, bottom: 180 })).toBe(0);
  expect(ink({ left: -50, top: -50, right: -10, bottom: -10 })).toBe(0);
});
