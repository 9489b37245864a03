import { describe, expect, it } from 'vitest';
import { emptyPage, type PrintedPage, printParagraph } from '../testing/printed-page.ts';
import { toGrey } from './raster.ts';
import { findSkew } from './skew.ts';
import { turn } from './turn.ts';

const white = [255, 255, 255] as const;

function letter(): PrintedPage {
  const page = emptyPage(900, 800);
  printParagraph(page, 8, 40, 80, 80);
  printParagraph(page, 9, 40, 80, 420);
  return page;
}

describe('findSkew', () => {
  it.each([-14.5, -5, -0.8, 0.6, 3.3, 12, 15])('finds a skew of %f degrees', async (degrees) => {
    const { image } = await turn(letter(), degrees, white);
    expect(Math.abs(findSkew(toGrey(image)) - degrees)).toBeLessThan(0.3);
  });

  it('leaves a level page alone', () => {
    expect(findSkew(toGrey(letter()))).toBe(0);
  });

  it('does not take the grid of pixels for lines on a page that is turned by 40 degrees first', async () => {
    const { image } = await turn(letter(), -40, white);
    expect(findSkew(toGrey(image), 40)).toBe(0);
  });

  it('looks at the page as it will be after the turn that the user asked for', async () => {
    const { image } = await turn(letter(), -86, white);
    expect(Math.abs(findSkew(toGrey(image), 90) - 4)).toBeLessThan(0.3);
  });

  it.each([
    ['white', white],
    ['black', [0, 0, 0] as const],
  ])(
    'goes by the text and not by the edge of a sheet that lies crooked on a %s ground',
    async (_, ground) => {
      const sheet = letter();
      for (let p = 0; p < sheet.data.length; p++) sheet.data[p] = Math.min(215, sheet.data[p] as number);
      const { image: printed } = await turn(sheet, 3, [215, 215, 215]);
      const { image } = await turn(printed, 6, ground);
      expect(Math.abs(findSkew(toGrey(image)) - 9)).toBeLessThan(0.3);
    },
  );

  it('goes by vertical lines where a script has them and they show more clearly', async () => {
    const { image: upright } = await turn(letter(), 90, white);
    const { image } = await turn(upright, 9, white);
    expect(Math.abs(findSkew(toGrey(image), 0, 'level or vertical') - 9)).toBeLessThan(0.3);
    const { image: level } = await turn(letter(), 9, white);
    expect(Math.abs(findSkew(toGrey(level), 0, 'level or vertical') - 9)).toBeLessThan(0.3);
  });

  it('sees none on an empty page, nor in noise', () => {
    expect(findSkew(toGrey(emptyPage(400, 400)))).toBe(0);
    const noise = emptyPage(400, 400);
    let seed = 1;
    for (let p = 0; p < noise.data.length; p += 3) {
      seed = (seed * 48_271) % 2_147_483_647;
      noise.data.fill(seed % 7 === 0 ? 0 : 255, p, p + 3);
    }
    expect(findSkew(toGrey(noise))).toBe(0);
  });
});
