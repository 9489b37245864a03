import { clamp, type Size } from '../geometry.ts';
import type { Region } from '../region.ts';

/** The regions of one page image: what the exports take and the imports give. */
export interface PageRegions extends Size {
  /** Width of the page image, in whole pixels. */
  readonly width: number;
  /** Height of the page image, in whole pixels. */
  readonly height: number;
  /** The regions, in pixels of the page image, in reading order. */
  readonly regions: readonly Region[];
  /** File name of the page image, for formats that name it. */
  readonly imageName?: string;
}

/**
 * @throws RangeError when the image's size is not a whole number above 0, or an edge is no finite number; it
 * names the field
 */
export function checkPage(page: PageRegions): void {
  for (const name of ['width', 'height'] as const) {
    if (!(Number.isSafeInteger(page[name]) && page[name] > 0)) {
      throw new RangeError(`${name}: expected the image's ${name} in pixels, a whole number above 0`);
    }
  }
  checkRegions(page.regions);
}

/** @throws RangeError when an edge is no finite number */
export function checkRegions(regions: readonly Region[]): void {
  for (const [index, { left, top, right, bottom }] of regions.entries()) {
    if (![left, top, right, bottom].every(Number.isFinite)) {
      throw new RangeError(`regions[${index}]: expected left, top, right and bottom to be finite numbers`);
    }
  }
}

/** A region in whole pixels within the image, for formats that take no others: rounded outwards, then cut. */
export function wholePixels(region: Region, image: Size): Region {
  const whole = {
    left: Math.floor(region.left),
    top: Math.floor(region.top),
    right: Math.ceil(region.right),
    bottom: Math.ceil(region.bottom),
  };
  return clamp(whole, image);
}
