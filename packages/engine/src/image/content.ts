import type { Region } from '@detect-regions/regions';
import type { Affine } from './frame.ts';
import { type ColourRaster, type GreyRaster, histogram, percentile } from './raster.ts';

/** A pixel this far from the paper's grey may belong to print, however faint; compression moves paper less. */
const LEAST_DIFFERENCE = 10;

/** Paper that is left around the content, in pixels: the detector wants to see where text ends. */
const MARGIN = 24;

/**
 * The part of a page that anything is on, with some paper around it. Margins cost the detector as much time as
 * text does, so they are cut off where they are flat.
 *
 * @param image - the page in grey; its median is taken for the paper
 * @returns in whole pixels, or `undefined` for a page that is flat all over
 */
export function findContent({ width, height, data }: GreyRaster): Region | undefined {
  const paper = percentile(histogram({ width, height, data }), 0.5);
  const differs = (x: number, y: number): boolean =>
    Math.abs((data[y * width + x] as number) - paper) >= LEAST_DIFFERENCE;
  const rowHas = (y: number, from: number, to: number): boolean => {
    for (let x = from; x < to; x++) if (differs(x, y)) return true;
    return false;
  };
  const columnHas = (x: number, from: number, to: number): boolean => {
    for (let y = from; y < to; y++) if (differs(x, y)) return true;
    return false;
  };
  let top = 0;
  while (top < height && !rowHas(top, 0, width)) top++;
  if (top === height) return undefined;
  let bottom = height;
  while (!rowHas(bottom - 1, 0, width)) bottom--;
  let left = 0;
  while (!columnHas(left, top, bottom)) left++;
  let right = width;
  while (!columnHas(right - 1, top, bottom)) right--;
  return {
    left: Math.max(0, left - MARGIN),
    top: Math.max(0, top - MARGIN),
    right: Math.min(width, right + MARGIN),
    bottom: Math.min(height, bottom + MARGIN),
  };
}

/**
 * Cuts a part out of an image. Nothing is copied where the part is the whole image.
 *
 * @param part - in whole pixels, within the image
 * @returns the part, and the map from the image's frame to the part's
 */
export function cut(image: ColourRaster, part: Region): { image: ColourRaster; map: Affine } {
  return {
    image: cutOut(image, part, 3),
    map: { a: 1, b: 0, c: 0, d: 1, e: -part.left, f: -part.top },
  };
}

/** The same part of the image in grey. */
export function cutGrey(image: GreyRaster, part: Region): GreyRaster {
  return cutOut(image, part, 1);
}

function cutOut(image: ColourRaster | GreyRaster, part: Region, channels: 1 | 3): ColourRaster | GreyRaster {
  const width = part.right - part.left;
  const height = part.bottom - part.top;
  if (width === image.width && height === image.height) return image;
  const data = new Uint8Array(channels * width * height);
  for (let y = 0; y < height; y++) {
    const start = channels * ((part.top + y) * image.width + part.left);
    data.set(image.data.subarray(start, start + channels * width), channels * y * width);
  }
  return { width, height, data };
}
