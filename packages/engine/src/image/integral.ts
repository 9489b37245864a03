import type { GreyRaster } from './raster.ts';

/** Sums over any rectangle of an image in constant time. */
export interface Integral {
  /** Sum over the pixels from `left` and `top` up to, not including, `right` and `bottom`. */
  sum(left: number, top: number, right: number, bottom: number): number;
}

/**
 * The summed-area table of a grey image.
 *
 * @param image - at most 2^53 / 255^2 pixels, far beyond any page
 * @param value - what to sum for a grey from 0 to 255; the grey itself by default
 */
export function integralOf(image: GreyRaster, value: (grey: number) => number = (grey) => grey): Integral {
  const { width, height, data } = image;
  const stride = width + 1;
  const table = new Float64Array(stride * (height + 1));
  const values = Float64Array.from({ length: 256 }, (_, grey) => value(grey));
  for (let y = 0, i = 0; y < height; y++) {
    let row = 0;
    let cell = (y + 1) * stride + 1;
    for (let x = 0; x < width; x++, i++, cell++) {
      row += values[data[i] as number] as number;
      table[cell] = (table[cell - stride] as number) + row;
    }
  }
  return {
    sum(left, top, right, bottom) {
      const above = top * stride;
      const below = bottom * stride;
      return (
        (table[below + right] as number) -
        (table[below + left] as number) -
        (table[above + right] as number) +
        (table[above + left] as number)
      );
    },
  };
}
