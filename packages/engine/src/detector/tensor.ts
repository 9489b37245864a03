import type { ColourRaster } from '../image/raster.ts';
import { SIDE_MULTIPLE } from '../image/size.ts';

/** Input of the detector: the bytes of an image whose sides are multiples of 32. */
export interface InputTensor {
  /** Red, green and blue of each pixel, row by row. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The detector's input for an image: padded at the right and at the bottom with the edge's own pixels to whole
 * multiples of 32, so that the detector sees no edge there. Nothing is copied where nothing is padded.
 */
export function toTensor(image: ColourRaster): InputTensor {
  const width = roundUp(image.width);
  const height = roundUp(image.height);
  if (width === image.width && height === image.height) return image;
  const data = new Uint8Array(3 * width * height);
  const row = 3 * image.width;
  for (let y = 0; y < image.height; y++) {
    const target = 3 * y * width;
    data.set(image.data.subarray(y * row, (y + 1) * row), target);
    for (let i = target + row; i < target + 3 * width; i++) data[i] = data[i - 3] as number;
  }
  const last = 3 * (image.height - 1) * width;
  for (let y = image.height; y < height; y++) {
    data.copyWithin(3 * y * width, last, last + 3 * width);
  }
  return { data, width, height };
}

function roundUp(side: number): number {
  return Math.ceil(side / SIDE_MULTIPLE) * SIDE_MULTIPLE;
}
