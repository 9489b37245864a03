import type { Region } from '@detect-regions/regions';
import { regionCorners } from '../image/frame.ts';
import type { GreyRaster } from '../image/raster.ts';
import { type Blank, wordsIn } from './blanks.ts';
import { type InkTest, inkTestOf, wholePixels } from './box-ink.ts';
import { fitToInk } from './fit.ts';
import type { TextBox } from './text-box.ts';

/** A check box stands at least this far from its label, in heights of the ink; letters of a word stand closer. */
const LEAST_BLANK = 0.5;

/** A square smaller than this is a mark of print, in heights of the ink. */
const LEAST_SIDE = 0.6;

/** A square smaller than this is a dot, in pixels: its four sides can't be told apart. */
const LEAST_PIXELS = 8;

/** The longer side of a square is at most this many times the shorter one. */
const MOST_RATIO = 1.2;

/** A side is drawn where there is ink within this part of the square from its edge. */
const SIDE_DEPTH = 0.15;

/** At least this part of each side is drawn: letters have round corners and gaps. */
const LEAST_DRAWN = 0.85;

/** Ink covers at most this part of what lies within the sides: room for a tick or a cross. */
const MOST_INSIDE = 0.5;

/** A check box and the blank beside it take no more than this, in heights of the text box. */
const REACH = 2.5;

/** Whether there is ink at a pixel of a square, counted from its top left. */
type InkAt = (x: number, y: number) => boolean;

/**
 * Cuts the check boxes of a form off the ends of a text box: the detector often joins one to its label, as if it were
 * a letter. What is left is fitted to its ink again.
 *
 * @param image - the page in grey that the box lies on
 * @returns the same box when no check box stands at its ends
 */
export function withoutCheckBoxes(source: TextBox, image: GreyRaster): TextBox {
  const { left, right, top, bottom } = source.box;
  const reach = REACH * (bottom - top);
  const head = { ...source.box, right: Math.min(right, left + reach) };
  const tail = { ...source.box, left: Math.max(left, right - reach) };
  const box = {
    ...source.box,
    left: blankBeside('start', { ...source, box: head }, image)?.end ?? left,
    right: blankBeside('end', { ...source, box: tail }, image)?.start ?? right,
  };
  const isWhole = box.left === left && box.right === right;
  // Ends meet where two check boxes stand side by side, and nothing else.
  if (isWhole || box.right <= box.left) return source;
  return fitToInk({ ...source, box, corners: regionCorners(box) }, image);
}

/** The blank between a check box at an end of a text box and its label. */
function blankBeside(end: 'start' | 'end', source: TextBox, image: GreyRaster): Blank | undefined {
  const words = wordsIn(source, image);
  const blank = words?.blanks.at(end === 'start' ? 0 : -1);
  if (!words || !blank || blank.end - blank.start < LEAST_BLANK * words.inkHeight) return undefined;
  const part = wholePixels(source.box, image);
  const test = inkTestOf(image, part);
  const [left, right] = end === 'start' ? [words.start, blank.start] : [blank.end, words.end];
  const isSquare =
    test && isHollowSquare({ ...part, left, right }, LEAST_SIDE * words.inkHeight, test, image);
  return isSquare ? blank : undefined;
}

/**
 * Whether the ink in some columns of a box is a square of four drawn sides that isn't filled.
 *
 * @param least - the least length of its sides, in pixels
 */
function isHollowSquare(columns: Region, least: number, test: InkTest, image: GreyRaster): boolean {
  const { left, right } = columns;
  const isInk: InkAt = (x, y) => (image.data[y * image.width + x] as number) < test.middle === test.darkIsInk;
  let [top, bottom] = [columns.top, columns.bottom];
  while (top < bottom && !isInkInRow(isInk, top, left, right)) top++;
  while (top < bottom && !isInkInRow(isInk, bottom - 1, left, right)) bottom--;
  const [width, height] = [right - left, bottom - top];
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  if (shorter < Math.max(LEAST_PIXELS, least) || longer > MOST_RATIO * shorter) return false;
  const at: InkAt = (x, y) => isInk(left + x, top + y);
  const depth = Math.max(1, Math.round(SIDE_DEPTH * shorter));
  return (
    isDrawn(height, depth, (along, inwards) => at(inwards, along)) &&
    isDrawn(height, depth, (along, inwards) => at(width - 1 - inwards, along)) &&
    isDrawn(width, depth, (along, inwards) => at(along, inwards)) &&
    isDrawn(width, depth, (along, inwards) => at(along, height - 1 - inwards)) &&
    inkInside(width, height, depth, at) <= MOST_INSIDE
  );
}

function isInkInRow(isInk: InkAt, y: number, left: number, right: number): boolean {
  for (let x = left; x < right; x++) if (isInk(x, y)) return true;
  return false;
}

function isDrawn(length: number, depth: number, isInk: (along: number, inwards: number) => boolean): boolean {
  let drawn = 0;
  for (let along = 0; along < length; along++) {
    let inwards = 0;
    while (inwards < depth && !isInk(along, inwards)) inwards++;
    if (inwards < depth) drawn++;
  }
  return drawn >= LEAST_DRAWN * length;
}

/** The share of ink within the sides of a square. */
function inkInside(width: number, height: number, depth: number, isInk: InkAt): number {
  let ink = 0;
  for (let y = depth; y < height - depth; y++)
    for (let x = depth; x < width - depth; x++) if (isInk(x, y)) ink++;
  return ink / ((width - 2 * depth) * (height - 2 * depth));
}
