import type { Region } from '@detect-regions/regions';
import { type GreyRaster, histogram, percentile } from '../image/raster.ts';

/** Share of a page's pixels that are no lighter than its paper. */
const PAPER_SHARE = 0.9;

/** Darkness is measured against at least this grey, so that a dark page doesn't divide by nothing. */
const LEAST_PAPER = 40;

/**
 * A measure of how dark text is printed: for a box, the mean of how far its pixels lie below the paper's grey,
 * as a share of that grey, from 0 to 1. Bold headings come out above the text around them.
 *
 * @param image - the page in grey
 */
export function inkMeter(image: GreyRaster): (box: Region) => number {
  const paper = percentile(histogram(image), PAPER_SHARE);
  const scale = Math.max(LEAST_PAPER, paper);
  return (box) => {
    const left = Math.max(0, Math.round(box.left));
    const right = Math.min(image.width, Math.round(box.right));
    const top = Math.max(0, Math.round(box.top));
    const bottom = Math.min(image.height, Math.round(box.bottom));
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      const row = y * image.width;
      for (let x = left; x < right; x++) sum += Math.max(0, paper - (image.data[row + x] as number));
    }
    return sum / (scale * Math.max(1, (right - left) * (bottom - top)));
  };
}
