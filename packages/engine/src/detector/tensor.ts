import type { ColourRaster } from '../image/raster.ts';
import { SIDE_MULTIPLE } from '../image/size.ts';

/** Input of the detector: one image of three planes (blue, green, red), each `height` rows of `width`. */
export interface InputTensor {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Mean and standard deviation of ImageNet's channels, in the order in which the model was trained to see them. */
const MEANS: readonly number[] = [0.485, 0.456, 0.406];
const DEVIATIONS: readonly number[] = [0.229, 0.224, 0.225];

/** Where blue, green and red lie in a pixel of the raster. */
const CHANNELS: readonly number[] = [2, 1, 0];

/**
 * The detector's input for an image: normalised, in planes, and padded at the right and at the bottom with the
 * edge's own pixels to whole multiples of 32, so that the detector sees no edge there.
 */
export function toTensor(image: ColourRaster): InputTensor {
  const width = roundUp(image.width);
  const height = roundUp(image.height);
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const table = normalised(MEANS[channel] as number, DEVIATIONS[channel] as number);
    const offset = CHANNELS[channel] as number;
    for (let y = 0; y < height; y++) {
      let source = 3 * Math.min(y, image.height - 1) * image.width + offset;
      let target = channel * plane + y * width;
      for (let x = 0; x < image.width; x++, source += 3, target++) {
        data[target] = table[image.data[source] as number] as number;
      }
      data.fill(data[target - 1] as number, target, target + width - image.width);
    }
  }
  return { data, width, height };
}

function normalised(mean: number, deviation: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / deviation);
}

function roundUp(side: number): number {
  return Math.ceil(side / SIDE_MULTIPLE) * SIDE_MULTIPLE;
}
