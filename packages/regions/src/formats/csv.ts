import { checkRegions, type PageRegions } from './page.ts';

/**
 * Writes the regions as CSV (RFC 4180): a header, then one line a region in reading order, with the image's
 * name, the place in reading order counted from 1, and the four edges in pixels. Lines end in CRLF.
 *
 * The image's name is written as it is. A spreadsheet takes one that starts with `=` for a formula: don't open
 * files with names from strangers in one.
 *
 * @param page - whose size is left aside
 * @returns CSV text, to be written as UTF-8
 * @throws RangeError when an edge is no finite number
 */
export function toCsv(page: Pick<PageRegions, 'regions' | 'imageName'>): string {
  checkRegions(page.regions);
  const name = quote(page.imageName ?? '');
  const lines = page.regions.map(({ left, top, right, bottom }, index) =>
    [name, index + 1, left, top, right, bottom].join(','),
  );
  return ['image,order,left,top,right,bottom', ...lines, ''].join('\r\n');
}

/** Other readers take blanks around a field, or one alone, for nothing; quotes keep them. */
function quote(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
