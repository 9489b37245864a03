import { escapeXml } from '../xml.ts';
import { checkPage, type PageRegions, wholePixels } from './page.ts';

/** What {@link toPageXml} writes besides the page. */
export interface PageXmlOptions {
  /** When the regions were made. Default: 1970-01-01, so that equal pages give equal text. */
  readonly created?: Date;
}

/**
 * Writes the regions as PAGE-XML, version 2019-07-15: one `TextRegion` a region with its corners as polygon,
 * and their reading order. PAGE-XML takes whole pixels within the image: fractions are rounded outwards, and
 * what overruns the image is cut.
 *
 * @returns an XML document as text, to be written as UTF-8
 * @throws RangeError when the image's size is not a whole number above 0, an edge is no finite number, or
 * `created` is no valid date
 */
export function toPageXml(page: PageRegions, options: PageXmlOptions = {}): string {
  checkPage(page);
  const { width, height, regions, imageName = '' } = page;
  const created = (options.created ?? new Date(0)).toISOString();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">',
    '<Metadata>',
    '<Creator>detect-regions</Creator>',
    `<Created>${created}</Created>`,
    `<LastChange>${created}</LastChange>`,
    '</Metadata>',
    `<Page imageFilename="${escapeXml(imageName)}" imageWidth="${width}" imageHeight="${height}">`,
    // The schema wants at least one entry in a reading order.
    ...(regions.length === 0
      ? []
      : [
          '<ReadingOrder>',
          '<OrderedGroup id="order">',
          ...regions.map(
            (_region, index) => `<RegionRefIndexed index="${index}" regionRef="region_${index + 1}"/>`,
          ),
          '</OrderedGroup>',
          '</ReadingOrder>',
        ]),
    ...regions.map((region, index) => {
      const { left, top, right, bottom } = wholePixels(region, page);
      const points = `${left},${top} ${right},${top} ${right},${bottom} ${left},${bottom}`;
      return `<TextRegion id="region_${index + 1}"><Coords points="${points}"/></TextRegion>`;
    }),
    '</Page>',
    '</PcGts>',
    '',
  ].join('\n');
}
