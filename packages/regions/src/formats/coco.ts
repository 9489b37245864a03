import { area, height as heightOf, width as widthOf } from '../geometry.ts';
import { checkPage, type PageRegions } from './page.ts';

/**
 * Writes the regions as a COCO object detection data set of one image: one annotation a region, of the one
 * category `text`, with the box as `[x, y, width, height]` and as polygon, and the area in square pixels.
 * `id`s count from 1 in reading order. Fractions and edges beyond the image are kept.
 *
 * @returns JSON text
 * @throws RangeError when the image's size is not a whole number above 0, or an edge is no finite number
 */
export function toCoco(page: PageRegions): string {
  checkPage(page);
  const { width, height, regions, imageName = '' } = page;
  const dataSet = {
    info: { description: 'Text regions', version: '1.0' },
    licenses: [],
    images: [{ id: 1, width, height, file_name: imageName }],
    annotations: regions.map((region, index) => {
      const { left, top, right, bottom } = region;
      return {
        id: index + 1,
        image_id: 1,
        category_id: 1,
        bbox: [left, top, widthOf(region), heightOf(region)],
        segmentation: [[left, top, right, top, right, bottom, left, bottom]],
        area: area(region),
        iscrowd: 0,
      };
    }),
    categories: [{ id: 1, name: 'text', supercategory: 'text' }],
  };
  return `${JSON.stringify(dataSet, undefined, 2)}\n`;
}
