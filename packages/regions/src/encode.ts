import { RegionsFormatError } from './format-error.ts';
import { kindOf } from './kind.ts';
import type { Region } from './region.ts';

/**
 * Writes regions in the form in which the API sends them, the inverse of {@link decodeRegions}: Base64
 * (RFC 4648 section 4, padded) of the JSON text `[[left, top, right, bottom], …]`, spaced as the API's own
 * documented sample, so that equal regions give equal text.
 *
 * @param regions - any number of regions, in pixels; numbers are written as they are, fractions included
 * @returns the Base64 text
 * @throws {@link RegionsFormatError} when an edge is no finite number (JSON has no way to write it)
 *
 * @example
 * ```ts
 * encodeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }]); // 'W1swLCA4LCA2OTcsIDQ0MV1d'
 * ```
 */
export function encodeRegions(regions: readonly Region[]): string {
  const items = regions.map(({ left, top, right, bottom }, index) => {
    const item = [left, top, right, bottom];
    const wrong = item.findIndex((edge) => !Number.isFinite(edge));
    if (wrong >= 0) throw new RegionsFormatError('four finite edges', kindOf(item[wrong]), index);
    return item;
  });
  return btoa(JSON.stringify(items).replaceAll(',', ', '));
}
