import type { Region } from '@detect-regions/regions';
import { type GreyRaster, percentile } from '../image/raster.ts';

/** Ink and paper differ by at least this much, in greys. */
const LEAST_CONTRAST = 40;

/** Shares of a box's pixels that are darker than its darkest ink and its lightest paper: noise on either side. */
const DARK_SHARE = 0.02;
const LIGHT_SHARE = 0.98;

/** What is ink in a box: the rarer side of its middle grey. */
export interface InkTest {
  readonly middle: number;
  readonly darkIsInk: boolean;
}

/** The pixels of an image that a box touches. */
export function wholePixels(box: Region, { width, height }: GreyRaster): Region {
  return {
    left: Math.max(0, Math.floor(box.left)),
    top: Math.max(0, Math.floor(box.top)),
    right: Math.min(width, Math.ceil(box.right)),
    bottom: Math.min(height, Math.ceil(box.bottom)),
  };
}

/**
 * Tells ink from paper in a part of an image.
 *
 * @param part - in whole pixels of the image; at least one
 * @returns `undefined` where the two can't be told apart
 */
export function inkTestOf({ width, data }: GreyRaster, part: Region): InkTest | undefined {
  const counts = new Uint32Array(256);
  for (let y = part.top; y < part.bottom; y++) {
    for (let i = y * width + part.left; i < y * width + part.right; i++) {
      const grey = data[i] as number;
      counts[grey] = (counts[grey] as number) + 1;
    }
  }
  const darkest = percentile(counts, DARK_SHARE);
  const lightest = percentile(counts, LIGHT_SHARE);
  if (lightest - darkest < LEAST_CONTRAST) return undefined;
  const middle = (darkest + lightest) / 2;
  return { middle, darkIsInk: percentile(counts, 0.5) >= middle };
}

/** Whether a box's sides slope by no more than a share of its height from end to end. */
export function isLevel(corners: readonly { readonly y: number }[], most: number): boolean {
  const [first, second] = corners;
  return first !== undefined && second !== undefined && Math.abs(second.y - first.y) <= most;
}
