import type { ColourRaster } from '../image/raster.ts';
import type { ProbabilityMap } from './components.ts';

/** Most pixels that the detector is given at once: its memory grows with them. */
const MOST_PIXELS = 2_560_000;

/** Rows that a strip shares with the next one; a line at the seam is seen with what is around it, in pixels. */
const OVERLAP = 96;

/**
 * The detector's map of a large image, from strips across its whole width: lines of text run along them, so few
 * are cut. Of the rows that two strips share, each gives the half that is further from its edge.
 *
 * @param findText - the detector
 * @param mostPixels - most pixels of a strip
 */
export async function findTextInStrips(
  image: ColourRaster,
  findText: (image: ColourRaster) => Promise<ProbabilityMap>,
  mostPixels: number = MOST_PIXELS,
): Promise<ProbabilityMap> {
  const { width, height } = image;
  if (width * height <= mostPixels) return findText(image);
  const rows = Math.max(2 * OVERLAP, Math.floor(mostPixels / width));
  const data = new Float32Array(width * height);
  for (let top = 0; ; top += rows - OVERLAP) {
    const bottom = Math.min(height, top + rows);
    const strip = {
      width,
      height: bottom - top,
      data: image.data.subarray(3 * width * top, 3 * width * bottom),
    };
    const map = await findText(strip);
    const from = top === 0 ? 0 : OVERLAP / 2;
    for (let y = from; y < strip.height; y++) {
      data.set(map.data.subarray(y * map.stride, y * map.stride + width), (top + y) * width);
    }
    if (bottom === height) return { width, height, stride: width, data };
  }
}
