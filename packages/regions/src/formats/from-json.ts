import { RegionsFormatError } from '../format-error.ts';
import { kindOf } from '../kind.ts';
import { fromCorners } from '../region.ts';
import type { PageRegions } from './page.ts';
import { finite, imageSize, itemsOf, membersOf, named, parseJson } from './read-page.ts';

/**
 * Reads what `toJson` writes: `{ imageName?, width, height, regions: [{ left, top, right, bottom }, …] }`.
 * Further members are left aside; edges in another order are put right.
 *
 * @param text - JSON text
 * @returns the page, in pixels
 * @throws {@link RegionsFormatError} when the text is no such JSON; `index` tells the region at fault
 */
export function fromJson(text: string): PageRegions {
  const page = membersOf(parseJson(text), 'an object with width, height and regions');
  const regions = itemsOf(page.regions, 'an array of regions').map((item, index) => {
    const { left, top, right, bottom } = membersOf(item, '{ left, top, right, bottom }', index);
    const edges = [left, top, right, bottom];
    const wrong = edges.findIndex((edge) => finite(edge) === undefined);
    if (wrong >= 0) throw new RegionsFormatError('four finite edges', kindOf(edges[wrong]), index);
    return fromCorners(...(edges as [number, number, number, number]));
  });
  return named({ ...imageSize(finite(page.width), finite(page.height)), regions }, page.imageName);
}
