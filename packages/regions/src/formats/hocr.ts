import { escapeXml } from '../xml.ts';
import { checkPage, type PageRegions, wholePixels } from './page.ts';

/**
 * Writes the regions as hOCR 1.2: one `ocr_page` with one `ocr_carea` a region, in reading order, without
 * text. hOCR takes whole pixels within the page: fractions are rounded outwards, and what overruns the image
 * is cut.
 *
 * All text is escaped. Quotes, semicolons and backslashes in the image's name, for which hOCR has no escape,
 * are written in percent encoding.
 *
 * @returns an XHTML document as text, to be written as UTF-8
 * @throws RangeError when the image's size is not a whole number above 0, or an edge is no finite number
 */
export function toHocr(page: PageRegions): string {
  checkPage(page);
  const { width, height, regions, imageName } = page;
  const file = (imageName ?? '').replace(
    /["';\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const image = imageName === undefined ? '' : `image ${escapeXml(`"${file}"`)}; `;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"' +
      ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">',
    '<head>',
    `<title>${escapeXml(imageName ?? 'Page regions')}</title>`,
    '<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>',
    '<meta name="ocr-system" content="detect-regions"/>',
    '<meta name="ocr-capabilities" content="ocr_page ocr_carea"/>',
    '<meta name="ocr-number-of-pages" content="1"/>',
    '</head>',
    '<body>',
    `<div class="ocr_page" id="page_1" title="${image}bbox 0 0 ${width} ${height}; ppageno 0">`,
    ...regions.map((region, index) => {
      const { left, top, right, bottom } = wholePixels(region, page);
      return `<div class="ocr_carea" id="block_1_${index + 1}" title="bbox ${left} ${top} ${right} ${bottom}"></div>`;
    }),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
