import type { Size } from '@detect-regions/regions';

/** Longest side of a page in memory, for one of usual shape, in pixels: more than the detector needs as a rule. */
const MOST_LONG_SIDE = 1600;

/** Longest side below which a page isn't made smaller for the detector, in pixels: faint and loose print is lost. */
const LEAST_LONG_SIDE = 960;

/** A page this much longer than wide keeps more pixels along its length, or its text would be too small. */
const USUAL_ASPECT = 2;

/** Capitals of this height are enough for the detector, in pixels: with larger ones it finds no more lines. */
const ENOUGH_LETTER_HEIGHT = 9;

/** Capitals of this height need no further pixels, however small the page, in pixels. */
const AMPLE_LETTER_HEIGHT = 24;

/**
 * A page whose text comes out lower than this was scaled down too far, in pixels of the page in memory: half of
 * such lines are found, and at {@link LEGIBLE_TEXT_HEIGHT} all of them.
 */
const LEAST_TEXT_HEIGHT = 10;

/** What text is scaled to at the second look, in pixels: lines with air around them, not capitals. */
const LEGIBLE_TEXT_HEIGHT = 14;

/** Most pixels of a page in memory at the second look. */
const MOST_PIXELS = 8_000_000;

/** How much more finely a page is looked at when the setting makeUpsampling is on. */
const UPSAMPLING = 1.5;

/** The detector halves its input five times, so both sides are multiples of this, in pixels. */
export const SIDE_MULTIPLE = 32;

/**
 * The factor by which an upright page is scaled down when it is decoded, at most 1. Its long side ends up at
 * 1600 pixels at most; a long, narrow page (a receipt) may be longer, with as many pixels as one twice as long
 * as wide.
 *
 * @param width - of the page, in pixels
 * @param height - of the page, in pixels
 */
export function workingScale(width: number, height: number): number {
  return Math.min(1, mostLongSide({ width, height }) / Math.max(width, height));
}

/**
 * The factor by which a page in memory is scaled for the detector: as far down as its letters allow, and up
 * where they are too small. Its time grows with the pixels.
 *
 * @param page - the part of the page that has content
 * @param letters - height of its capitals in pixels, or `undefined` when it isn't known
 * @param upsample - the setting makeUpsampling: half as many pixels again a side
 * @param most - bound of the long side, in pixels; by default 1600, and more for a long, narrow page
 */
export function detectorScale(
  page: Size,
  letters: number | undefined,
  upsample: boolean,
  most: number = mostLongSide(page),
): number {
  const long = Math.max(page.width, page.height);
  const least = Math.min(LEAST_LONG_SIDE / long, AMPLE_LETTER_HEIGHT / (letters ?? 0));
  const enough = letters === undefined ? 1 : ENOUGH_LETTER_HEIGHT / letters;
  const factor = Math.min(Math.max(enough, least), most / long);
  return (upsample ? UPSAMPLING : 1) * factor;
}

/**
 * The factor at which a page is decoded once more, because its text is too small at the first look.
 *
 * @param pixels - of the page as sent
 * @param scale - the factor of the first look
 * @param textHeight - usual height of text at the first look, in pixels; `NaN` where none was found
 * @returns `undefined` where a second look wouldn't show more
 */
export function closerScale(pixels: number, scale: number, textHeight: number): number | undefined {
  if (scale >= 1 || !(textHeight < LEAST_TEXT_HEIGHT)) return undefined;
  const most = Math.min(1, Math.sqrt(MOST_PIXELS / pixels));
  const wanted = Math.min(most, (scale * LEGIBLE_TEXT_HEIGHT) / textHeight);
  return wanted > scale ? wanted : undefined;
}

function mostLongSide({ width, height }: Size): number {
  const aspect = Math.max(width, height) / Math.min(width, height);
  return MOST_LONG_SIDE * Math.sqrt(Math.max(1, aspect / USUAL_ASPECT));
}
