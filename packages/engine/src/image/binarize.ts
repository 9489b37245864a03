import { integralOf } from './integral.ts';
import { type ColourRaster, toGrey } from './raster.ts';

/** Side of the square around each pixel that sets its threshold, in pixels: about two lines of text. */
const WINDOW = 41;

/** Sauvola's k: how much further below the mean a pixel must be where the window is flat. */
const SENSITIVITY = 0.2;

/** Sauvola's R: the standard deviation of a window that is half ink, half paper, for 8-bit greys. */
const DYNAMIC_RANGE = 128;

/**
 * Makes a page black and white with Sauvola's local threshold (Sauvola and Pietikäinen, "Adaptive document
 * image binarization", 2000), so that uneven light doesn't swallow text.
 *
 * @param image - not changed
 */
export function binarize(image: ColourRaster): ColourRaster {
  const { width, height } = image;
  const grey = toGrey(image);
  const sums = integralOf(grey);
  const squares = integralOf(grey, (value) => value * value);
  const data = new Uint8Array(3 * width * height);
  const reach = WINDOW >> 1;
  for (let y = 0, i = 0; y < height; y++) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height, y + reach + 1);
    for (let x = 0; x < width; x++, i++) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      const pixels = (right - left) * (bottom - top);
      const mean = sums.sum(left, top, right, bottom) / pixels;
      const variance = squares.sum(left, top, right, bottom) / pixels - mean * mean;
      const deviation = Math.sqrt(Math.max(0, variance));
      const threshold = mean * (1 + SENSITIVITY * (deviation / DYNAMIC_RANGE - 1));
      data.fill((grey.data[i] as number) > threshold ? 255 : 0, 3 * i, 3 * i + 3);
    }
  }
  return { width, height, data };
}
