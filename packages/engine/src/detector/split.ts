import type { Region } from '@detect-regions/regions';
import { regionCorners } from '../image/frame.ts';
import type { GreyRaster } from '../image/raster.ts';
import { inkTestOf, isLevel, wholePixels } from './box-ink.ts';
import { fitToInk } from './fit.ts';
import type { TextBox } from './text-box.ts';

/** A blank of this width parts two columns, in heights of the ink: words of one line stand closer. */
const LEAST_BLANK = 1.5;

/** A longer box is a line of running text, whose blanks may be wide because it is justified, in heights of its ink. */
const MOST_LENGTH = 12;

/** What stands before a blank is at least as long as this, in heights: less is the number of a heading or an item. */
const LEAST_HEAD = 2;

/** A shorter box has no room for two parts and a blank, in heights of the box. */
const LEAST_LENGTH = 3;

/** Boxes whose sides slope by more than this from end to end, in heights, are left whole: upright cuts don't fit them. */
const MOST_SLOPE = 0.3;

/** A row of pixels that is ink for more than this part of its length is a rule under or above the text. */
const MOST_ROW_INK = 0.8;

/**
 * Splits a short box where it bridges two columns: an amount and what stands beside it on a receipt. Each part is
 * fitted to its ink again.
 *
 * @param image - the page in grey that the box lies on
 * @returns from left to right; the box itself where it is whole
 */
export function splitAtBlanks(source: TextBox, image: GreyRaster): TextBox[] {
  const part = wholePixels(source.box, image);
  const height = part.bottom - part.top;
  const length = part.right - part.left;
  // The ink is no higher than its box, so most boxes are seen to be too long without a look at their pixels.
  const isCandidate =
    height >= 1 &&
    length >= LEAST_LENGTH * height &&
    length <= MOST_LENGTH * height &&
    isLevel(source.corners, MOST_SLOPE * height);
  const columns = isCandidate ? inkColumns(image, part) : undefined;
  if (!columns) return [source];
  const blanks = blanksIn(columns);
  if (blanks.length === 0) return [source];
  const lefts = [source.box.left, ...blanks.map(({ end }) => part.left + end)];
  const rights = [...blanks.map(({ start }) => part.left + start), source.box.right];
  return lefts.map((left, i) => {
    const box = { ...source.box, left, right: rights[i] as number };
    return fitToInk({ ...source, box, corners: regionCorners(box) }, image);
  });
}

/** Which columns of a box have ink. */
interface InkColumns {
  /** For each column 1 with ink and 0 without. */
  readonly marks: Uint8Array;
  /** From the first row with ink to the last, in pixels. */
  readonly inkHeight: number;
}

function inkColumns(image: GreyRaster, part: Region): InkColumns | undefined {
  const test = inkTestOf(image, part);
  if (!test) return undefined;
  const length = part.right - part.left;
  const marks = new Uint8Array(length);
  const row = new Uint8Array(length);
  let [top, bottom] = [part.bottom, part.top];
  for (let y = part.top; y < part.bottom; y++) {
    let ink = 0;
    for (let x = 0; x < length; x++) {
      const grey = image.data[y * image.width + part.left + x] as number;
      row[x] = grey < test.middle === test.darkIsInk ? 1 : 0;
      ink += row[x] as number;
    }
    if (ink === 0 || ink > MOST_ROW_INK * length) continue;
    top = Math.min(top, y);
    bottom = y + 1;
    for (let x = 0; x < length; x++) if (row[x]) marks[x] = 1;
  }
  return bottom > top ? { marks, inkHeight: bottom - top } : undefined;
}

/** A run of columns without ink, between two with ink; `end` is exclusive. */
interface Blank {
  readonly start: number;
  readonly end: number;
}

function blanksIn({ marks, inkHeight }: InkColumns): Blank[] {
  if (marks.length > MOST_LENGTH * inkHeight) return [];
  const blanks: Blank[] = [];
  // The end of the ink so far; before the first ink there is margin and no blank.
  let start = Number.NaN;
  for (const [x, mark] of marks.entries()) {
    if (!mark) continue;
    if (start >= LEAST_HEAD * inkHeight && x - start >= LEAST_BLANK * inkHeight)
      blanks.push({ start, end: x });
    start = x + 1;
  }
  return blanks;
}
