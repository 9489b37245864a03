import type { GreyRaster } from '../image/raster.ts';
import { inkTestOf, isLevel, wholePixels } from './box-ink.ts';
import type { TextBox } from './text-box.ts';

/** A narrower blank stands between two letters, not two words, in heights of the ink. */
const LEAST_BLANK = 0.25;

/** Boxes whose sides slope by more than this from end to end, in heights, aren't measured: columns of pixels cross them. */
const MOST_SLOPE = 0.3;

/** A row of pixels that is ink for more than this part of its length is a rule under or above the text. */
const MOST_ROW_INK = 0.8;

/** Columns of pixels without ink, between two with ink. */
export interface Blank {
  /** Where it begins, in pixels of the page. */
  readonly start: number;
  /** Where ink begins again, in pixels of the page. */
  readonly end: number;
}

/** The ink of a text box, from left to right. */
export interface Words {
  /** From the first row with ink to the last, in pixels; what other lengths are measured by. */
  readonly inkHeight: number;
  /** The first column with ink, in pixels of the page. */
  readonly start: number;
  /** The column after the last one with ink, in pixels of the page. */
  readonly end: number;
  /** The blanks between its words, from left to right. */
  readonly blanks: readonly Blank[];
}

/**
 * Where the words of a text box stand: its columns of pixels with ink, and the blanks between them.
 *
 * @param image - the page in grey that the box lies on
 * @returns `undefined` for a box that slopes, or in which ink can't be told from paper
 */
export function wordsIn({ box, corners }: TextBox, image: GreyRaster): Words | undefined {
  const part = wholePixels(box, image);
  const height = part.bottom - part.top;
  const length = part.right - part.left;
  if (height < 1 || length < 1 || !isLevel(corners, MOST_SLOPE * height)) return undefined;
  const test = inkTestOf(image, part);
  if (!test) return undefined;
  const { middle, darkIsInk } = test;
  const hasInk = new Uint8Array(length);
  const row = new Uint8Array(length);
  let [top, bottom] = [part.bottom, part.top];
  for (let y = part.top; y < part.bottom; y++) {
    const first = y * image.width + part.left;
    let ink = 0;
    for (let x = 0; x < length; x++) {
      const isInk = (image.data[first + x] as number) < middle === darkIsInk ? 1 : 0;
      row[x] = isInk;
      ink += isInk;
    }
    if (ink === 0 || ink > MOST_ROW_INK * length) continue;
    top = Math.min(top, y);
    bottom = y + 1;
    for (let x = 0; x < length; x++) hasInk[x] = (hasInk[x] as number) | (row[x] as number);
  }
  if (bottom <= top) return undefined;
  const inkHeight = bottom - top;
  const start = part.left + hasInk.indexOf(1);
  const end = part.left + hasInk.lastIndexOf(1) + 1;
  return { inkHeight, start, end, blanks: blanksIn(hasInk, part.left, LEAST_BLANK * inkHeight) };
}

/**
 * @param hasInk - for each column of pixels 1 with ink and 0 without
 * @param left - the first column, in pixels of the page
 * @param least - narrower blanks don't count, in pixels
 */
function blanksIn(hasInk: Uint8Array, left: number, least: number): Blank[] {
  const blanks: Blank[] = [];
  // The end of the ink so far; before the first ink there is margin and no blank.
  let start = Number.NaN;
  for (const [x, ink] of hasInk.entries()) {
    if (!ink) continue;
    if (x > start && x - start >= least) blanks.push({ start: left + start, end: left + x });
    start = x + 1;
  }
  return blanks;
}
