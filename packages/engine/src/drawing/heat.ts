import type { ProbabilityMap } from '../detector/components.ts';
import type { ColourRaster } from '../image/raster.ts';

/** Red, green, blue at a probability of 0 and of 1: yellow turns into red. */
const COLD = [255, 220, 0] as const;
const HOT = [220, 0, 30] as const;

/** How far the page is covered at most: letters stay visible beneath. */
const OPACITY = 0.75;

/** A page under a map of probabilities, which may be coarser or finer than the page. */
export function heatOver(image: ColourRaster, map: ProbabilityMap): ColourRaster {
  const { width, height } = image;
  const data = Uint8Array.from(image.data);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * map.height) / height) * map.stride;
    for (let x = 0; x < width; x++) {
      const probability = map.data[row + Math.floor((x * map.width) / width)] as number;
      const cover = OPACITY * Math.min(1, Math.max(0, probability));
      const p = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const cold = COLD[channel] as number;
        const heat = cold + probability * ((HOT[channel] as number) - cold);
        data[p + channel] = (1 - cover) * (data[p + channel] as number) + cover * heat;
      }
    }
  }
  return { width, height, data };
}
