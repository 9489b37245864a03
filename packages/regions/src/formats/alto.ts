import { height as heightOf, width as widthOf } from '../geometry.ts';
import { escapeXml } from '../xml.ts';
import { checkPage, type PageRegions } from './page.ts';

/**
 * Writes the regions as ALTO 4: a `Page` in pixels with one `TextBlock` a region, in reading order, which
 * `IDNEXT` tells as well. Fractions and edges beyond the image are kept.
 *
 * @returns an XML document as text, to be written as UTF-8, valid by the schema of version 4.3
 * @throws RangeError when the image's size is not a whole number above 0, or an edge is no finite number
 */
export function toAltoXml(page: PageRegions): string {
  checkPage(page);
  const { width, height, regions, imageName } = page;
  const last = regions.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" SCHEMAVERSION="4.3">',
    '<Description>',
    '<MeasurementUnit>pixel</MeasurementUnit>',
    ...(imageName === undefined
      ? []
      : [`<sourceImageInformation><fileName>${escapeXml(imageName)}</fileName></sourceImageInformation>`]),
    '</Description>',
    '<Layout>',
    `<Page ID="page_1" PHYSICAL_IMG_NR="1" WIDTH="${width}" HEIGHT="${height}">`,
    `<PrintSpace HPOS="0" VPOS="0" WIDTH="${width}" HEIGHT="${height}">`,
    ...regions.map((region, index) => {
      const id = index + 1;
      const next = id < last ? ` IDNEXT="block_${id + 1}"` : '';
      return (
        `<TextBlock ID="block_${id}" HPOS="${region.left}" VPOS="${region.top}"` +
        ` WIDTH="${widthOf(region)}" HEIGHT="${heightOf(region)}"${next}/>`
      );
    }),
    '</PrintSpace>',
    '</Page>',
    '</Layout>',
    '</alto>',
    '',
  ].join('\n');
}
