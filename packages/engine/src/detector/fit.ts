import type { Region } from '@detect-regions/regions';
import { regionCorners } from '../image/frame.ts';
import type { GreyRaster } from '../image/raster.ts';
import { inkTestOf, isLevel, wholePixels } from './box-ink.ts';
import type { TextBox } from './text-box.ts';

/**
 * Paper that is left around the ink of a line, in heights of its box. Boxes of print in truth made by people and by
 * machines lie from none to a fifth of the letters' height outside them; this is nearest to all kinds together.
 */
const MARGIN = 0.05;

/** An end moves inwards by no more than this, in heights: beyond, what looks blank may be faint print. */
const MOST_END_TRIM = 1;

/** Top and bottom move inwards by no more than this, in heights: accents and descenders may be rare on a line. */
const MOST_SIDE_TRIM = 0.3;

/** Boxes whose sides slope by more than this from end to end, in heights, aren't fitted: their corners are blank. */
const MOST_SLOPE = 0.3;

/**
 * Fits a box to the ink in it: what is blank at its sides is cut off, but for a margin. The detector sees small
 * print at few pixels, so its boxes are coarse; the page in memory often has more. A box that is turned, stands
 * upright or is faint stays as it is; none ever grows.
 *
 * @param image - the page in grey that the box lies on
 */
export function fitToInk(source: TextBox, image: GreyRaster): TextBox {
  const part = wholePixels(source.box, image);
  const width = part.right - part.left;
  const height = part.bottom - part.top;
  if (height < 1 || width < height || !isLevel(source.corners, MOST_SLOPE * height)) return source;
  const ink = findInk(image, part);
  if (!ink) return source;
  const { left, top, right, bottom } = source.box;
  const margin = MARGIN * height;
  const box = {
    left: clamp(ink.left - margin, left, left + MOST_END_TRIM * height),
    right: clamp(ink.right + margin, right - MOST_END_TRIM * height, right),
    top: clamp(ink.top - margin, top, top + MOST_SIDE_TRIM * height),
    bottom: clamp(ink.bottom + margin, bottom - MOST_SIDE_TRIM * height, bottom),
  };
  // Ends of a short box could cross only where it was all margin.
  if (box.right <= box.left || box.bottom <= box.top) return source;
  return { ...source, box, corners: regionCorners(box) };
}

/** The bounding box of the ink in a part of an image. */
function findInk(image: GreyRaster, part: Region): Region | undefined {
  const test = inkTestOf(image, part);
  if (!test) return undefined;
  const { width, data } = image;
  const { middle, darkIsInk } = test;
  let [left, top, right, bottom] = [part.right, part.bottom, part.left, part.top];
  for (let y = part.top; y < part.bottom; y++) {
    for (let x = part.left; x < part.right; x++) {
      if ((data[y * width + x] as number) < middle !== darkIsInk) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  return { left, top, right, bottom };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
