import { checkPage, type PageRegions } from './page.ts';

/**
 * Writes the regions as JSON: `{ imageName?, width, height, regions: [{ left, top, right, bottom }, …] }`, in
 * pixels, in reading order.
 *
 * @returns JSON text
 * @throws RangeError when the image's size is not a whole number above 0, or an edge is no finite number
 */
export function toJson(page: PageRegions): string {
  checkPage(page);
  const { imageName, width, height } = page;
  const regions = page.regions.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
  return `${JSON.stringify({ imageName, width, height, regions }, undefined, 2)}\n`;
}
