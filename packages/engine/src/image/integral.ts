import type { GreyRaster } from './raster.ts';

/** Sums over any rectangle of an image in constant time. */
export interface Integral {
  /** Sum over the pixels from `left` and `top` up to, not including, `right` and `bottom`. */
  sum(left: number, top: number, right: number, bottom: number): number;
}

/**
 * The summed-area table of a grey image, of any size. It takes four bytes a pixel: its entries are kept
 * modulo 2^32, and differences of them come out right.
 *
 * @param value - what to sum for a grey from 0 to 255, a whole number; the grey itself by default. The sum over
 *   a rectangle that is asked for must stay below 2^32: that holds for the squares in 256 x 256 pixels
 */
export function integralOf(image: GreyRaster, value: (grey: number) => number = (grey) => grey): Integral {
  const { width, height, data } = image;
  const stride = width + 1;
  const table = new Int32Array(stride * (height + 1));
  const values = Int32Array.from({ length: 256 }, (_, grey) => value(grey));
  for (let y = 0, i = 0; y < height; y++) {
    let row = 0;
    let cell = (y + 1) * stride + 1;
    for (let x = 0; x < width; x++, i++, cell++) {
      row = (row + (values[data[i] as number] as number)) | 0;
      table[cell] = ((table[cell - stride] as number) + row) | 0;
    }
  }
  return {
    sum(left, top, right, bottom) {
      const above = top * stride;
      const below = bottom * stride;
      const sum =
        (table[below + right] as number) -
        (table[below + left] as number) -
        (table[above + right] as number) +
        (table[above + left] as number);
      return sum >>> 0;
    },
  };
}
