import { area, height, width } from './geometry.ts';
import type { Region } from './region.ts';

/** The least that a region must have to be kept by {@link filterRegions}. */
export interface FilterOptions {
  /** Least area, in square pixels. Default: 0. */
  readonly minArea?: number;
  /** Least width, in pixels. Default: 0. */
  readonly minWidth?: number;
  /** Least height, in pixels. Default: 0. */
  readonly minHeight?: number;
}

/**
 * Leaves out regions that are too small, such as specks of dust; a region must reach each limit. The order
 * is kept.
 *
 * @param regions - in pixels
 * @throws RangeError when a limit is not a finite number of at least 0
 */
export function filterRegions(regions: readonly Region[], options: FilterOptions): Region[] {
  const { minArea = 0, minWidth = 0, minHeight = 0 } = options;
  for (const [name, limit] of Object.entries({ minArea, minWidth, minHeight })) {
    if (!(limit >= 0 && limit < Infinity)) {
      throw new RangeError(`${name}: expected a finite number of at least 0, found ${limit}`);
    }
  }
  return regions.filter(
    (region) => area(region) >= minArea && width(region) >= minWidth && height(region) >= minHeight,
  );
}
