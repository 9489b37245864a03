import { type Size, scale } from './geometry.ts';
import type { Region } from './region.ts';

/**
 * A region as fractions of the image: `left` and `right` of its width, `top` and `bottom` of its height, so
 * that 0 to 1 spans the image. A region that overruns the image gives values below 0 or above 1.
 *
 * @param region - in pixels
 * @param image - size of the image, in pixels
 * @returns edges without unit, 0 to 1 on the image
 * @throws RangeError when the image's width or height is not a finite number above 0
 *
 * @example
 * ```ts
 * normalise({ left: 0, top: 50, right: 200, bottom: 100 }, { width: 400, height: 100 });
 * // { left: 0, top: 0.5, right: 0.5, bottom: 1 }
 * ```
 */
export function normalise(region: Region, image: Size): Region {
  const { width, height } = checked(image);
  return {
    left: region.left / width,
    top: region.top / height,
    right: region.right / width,
    bottom: region.bottom / height,
  };
}

/**
 * The inverse of {@link normalise}: from fractions of the image to pixels, not rounded. Given the size of
 * another rendering of the same page, it carries regions over to that.
 *
 * @param region - edges as fractions, 0 to 1 on the image
 * @param image - size of the image, in pixels
 * @returns the region in pixels
 * @throws RangeError when the image's width or height is not a finite number above 0
 */
export function denormalise(region: Region, image: Size): Region {
  const { width, height } = checked(image);
  return scale(region, width, height);
}

function checked(image: Size): Size {
  for (const name of ['width', 'height'] as const) {
    if (!(image[name] > 0 && image[name] < Infinity)) {
      throw new RangeError(`image.${name}: expected pixels, a finite number above 0, found ${image[name]}`);
    }
  }
  return image;
}
