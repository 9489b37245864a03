import { invert, type Placement, turning } from './frame.ts';
import type { ColourRaster } from './raster.ts';

/**
 * Turns an image clockwise into the smallest upright frame that holds all of it. New corners take the paper's
 * colour, so that they show no edge that could be mistaken for text.
 *
 * @param image - not changed; returned as it is for a turn of 0 degrees
 * @param degrees - clockwise as seen, any number
 * @param paper - red, green, blue of the corners, 0 to 255
 */
export function turn(
  image: ColourRaster,
  degrees: number,
  paper: readonly [number, number, number],
): { image: ColourRaster; placement: Placement } {
  const placement = turning(degrees, image.width, image.height);
  if (degrees % 360 === 0) return { image, placement };
  const data = new Uint8Array(3 * placement.width * placement.height);
  const source = image.data;
  const { a, b, c, d, e, f } = invert(placement.map);
  const lastX = image.width - 1;
  const lastY = image.height - 1;
  let out = 0;
  for (let y = 0; y < placement.height; y++) {
    // Pixel centres lie at halves: the centre of the target maps to the centre of the source.
    let sx = a * 0.5 + c * (y + 0.5) + e - 0.5;
    let sy = b * 0.5 + d * (y + 0.5) + f - 0.5;
    for (let x = 0; x < placement.width; x++, sx += a, sy += b, out += 3) {
      if (sx < -0.5 || sy < -0.5 || sx > lastX + 0.5 || sy > lastY + 0.5) {
        data[out] = paper[0];
        data[out + 1] = paper[1];
        data[out + 2] = paper[2];
        continue;
      }
      const cx = Math.min(Math.max(sx, 0), lastX);
      const cy = Math.min(Math.max(sy, 0), lastY);
      const x0 = Math.floor(cx);
      const y0 = Math.floor(cy);
      const fx = cx - x0;
      const fy = cy - y0;
      const p = 3 * (y0 * image.width + x0);
      const right = x0 < lastX ? 3 : 0;
      const below = y0 < lastY ? 3 * image.width : 0;
      const w00 = (1 - fx) * (1 - fy);
      const w10 = fx * (1 - fy);
      const w01 = (1 - fx) * fy;
      const w11 = fx * fy;
      for (let channel = 0; channel < 3; channel++) {
        const q = p + channel;
        data[out + channel] =
          (source[q] as number) * w00 +
          (source[q + right] as number) * w10 +
          (source[q + below] as number) * w01 +
          (source[q + right + below] as number) * w11 +
          0.5;
      }
    }
  }
  return { image: { width: placement.width, height: placement.height, data }, placement };
}
