import { type ColourRaster, histogram, percentile, toGrey } from './raster.ts';

/** Share of the pixels that may be darker than black afterwards: noise and specks, not ink. */
const BLACK_SHARE = 0.005;

/** Share of the pixels that lie below the paper's white: some highlights may be lost, paper may not. */
const WHITE_SHARE = 0.95;

/** No picture is stretched by more than this factor: an empty page would turn into noise. */
const MOST_GAIN = 4;

/**
 * Stretches the greys of a page so that its ink is near black and its paper near white. A page that uses the
 * whole range already is hardly changed.
 *
 * @param image - not changed
 */
export function raiseContrast(image: ColourRaster): ColourRaster {
  const counts = histogram(toGrey(image));
  const black = percentile(counts, BLACK_SHARE);
  const white = percentile(counts, WHITE_SHARE);
  const gain = Math.min(MOST_GAIN, 255 / Math.max(1, white - black));
  if (gain <= 1) return image;
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = 255 - (white - value) * gain;
  const data = new Uint8Array(image.data.length);
  for (let i = 0; i < data.length; i++) data[i] = table[image.data[i] as number] as number;
  return { width: image.width, height: image.height, data };
}
