import { area, clamp, type Region, type Size } from '@detect-regions/regions';

/**
 * Regions as the engine gives them: cut to the image, in whole pixels, outwards, so that no letter is cut; what
 * lies outside the image is left out.
 *
 * @param regions - in pixels of the image as sent, fractions allowed
 * @param image - size of the image as sent
 */
export function wholeRegions(regions: readonly Region[], image: Size): Region[] {
  return regions
    .map((region) => clamp(region, image))
    .filter((region) => area(region) > 0)
    .map(({ left, top, right, bottom }) => ({
      left: Math.floor(left),
      top: Math.floor(top),
      right: Math.ceil(right),
      bottom: Math.ceil(bottom),
    }));
}
