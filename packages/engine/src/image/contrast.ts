import { histogram, type Page, percentile } from './raster.ts';

/** Share of the pixels that may be darker than black afterwards: noise and specks, not ink. */
const BLACK_SHARE = 0.005;

/** Share of the pixels that lie below the paper's white: some highlights may be lost, paper may not. */
const WHITE_SHARE = 0.95;

/** No picture is stretched by more than this factor: an empty page would turn into noise. */
const MOST_GAIN = 4;

/** A page that would be stretched by less than this is left as it is: the detector finds the same text on it. */
const LEAST_GAIN = 1.1;

/**
 * Stretches the greys of a page so that its ink is near black and its paper near white. A page that uses nearly the
 * whole range already is not changed.
 *
 * @param page - not changed
 */
export function raiseContrast(page: Page): Page {
  const counts = histogram(page.grey);
  const black = percentile(counts, BLACK_SHARE);
  const white = percentile(counts, WHITE_SHARE);
  const gain = Math.min(MOST_GAIN, 255 / Math.max(1, white - black));
  if (gain < LEAST_GAIN) return page;
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = 255 - (white - value) * gain;
  return {
    image: { ...page.image, data: mapped(page.image.data, table) },
    // The same stretch of all three colours stretches their luma, but for rounding and for what is clipped.
    grey: { ...page.grey, data: mapped(page.grey.data, table) },
  };
}

function mapped(values: Uint8Array, table: Uint8ClampedArray): Uint8Array {
  const length = values.length;
  const data = new Uint8Array(length);
  for (let i = 0; i < length; i++) data[i] = table[values[i] as number] as number;
  return data;
}
