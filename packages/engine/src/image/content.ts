import type { Region } from '@detect-regions/regions';
import type { Affine } from './frame.ts';
import { type ColourRaster, type GreyRaster, histogram, percentile } from './raster.ts';

/** A pixel this far from the paper's grey may belong to print, however faint; compression moves paper less. */
const LEAST_DIFFERENCE = 10;

/** Content is looked for in squares of this side, in pixels. */
const CELL = 8;

/** A square with fewer pixels of print than this holds a speck of dust at most. */
const LEAST_PRINT = 10;

/** Paper that is left around the content, in pixels: the detector wants to see where text ends. */
const MARGIN = 24;

/**
 * The part of a page that anything is on, with some paper around it. Margins cost the detector as much time as
 * text does, so they are cut off where they are flat or have specks only.
 *
 * @param image - the page in grey; its median is taken for the paper
 * @returns in whole pixels, or `undefined` for a page with nothing on it
 */
export function findContent({ width, height, data }: GreyRaster): Region | undefined {
  const paper = percentile(histogram({ width, height, data }), 0.5);
  const differs = (x: number, y: number): boolean =>
    Math.abs((data[y * width + x] as number) - paper) >= LEAST_DIFFERENCE;
  const cells = printedCells({ width, height, data }, paper);
  if (!cells) return undefined;
  let { left, top, right, bottom } = cells;
  const rowHas = (y: number): boolean => {
    for (let x = left; x < right; x++) if (differs(x, y)) return true;
    return false;
  };
  const columnHas = (x: number): boolean => {
    for (let y = top; y < bottom; y++) if (differs(x, y)) return true;
    return false;
  };
  // The outermost squares have print in them, so each of these ends before it has gone through one.
  while (!rowHas(top)) top++;
  while (!rowHas(bottom - 1)) bottom--;
  while (!columnHas(left)) left++;
  while (!columnHas(right - 1)) right--;
  return {
    left: Math.max(0, left - MARGIN),
    top: Math.max(0, top - MARGIN),
    right: Math.min(width, right + MARGIN),
    bottom: Math.min(height, bottom + MARGIN),
  };
}

/** The bounding box of all squares with more than a speck in them, in pixels. */
function printedCells({ width, height, data }: GreyRaster, paper: number): Region | undefined {
  const [darkest, lightest] = [paper - LEAST_DIFFERENCE, paper + LEAST_DIFFERENCE];
  const columns = Math.ceil(width / CELL);
  const isPrinted = (pixels: number): boolean => pixels >= LEAST_PRINT;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let cellTop = 0; cellTop < height; cellTop += CELL) {
    const print = new Uint8Array(columns);
    const cellBottom = Math.min(height, cellTop + CELL);
    for (let y = cellTop; y < cellBottom; y++) {
      for (let column = 0, i = y * width; column < columns; column++) {
        const end = y * width + Math.min(width, (column + 1) * CELL);
        let pixels = print[column] as number;
        for (; i < end; i++) {
          const grey = data[i] as number;
          if (grey <= darkest || grey >= lightest) pixels++;
        }
        print[column] = pixels;
      }
    }
    const first = print.findIndex(isPrinted);
    if (first < 0) continue;
    left = Math.min(left, first * CELL);
    right = Math.max(right, Math.min(width, (print.findLastIndex(isPrinted) + 1) * CELL));
    top = Math.min(top, cellTop);
    bottom = cellBottom;
  }
  return bottom === 0 ? undefined : { left, top, right, bottom };
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
