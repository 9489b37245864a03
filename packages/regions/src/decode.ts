import { RegionsFormatError } from './format-error.ts';
import { kindOf } from './kind.ts';
import { isBox } from './parse.ts';
import { fromCorners, type Region } from './region.ts';

/**
 * Reads regions from the form in which the API sends them: Base64 (RFC 4648 section 4) of the JSON text
 * `[[x1, y1, x2, y2], …]`, pixels, top left and bottom right corner. It stands in `results[].data` of the
 * answer to the operation `GetDetectRegions`.
 *
 * Tolerant where no doubt about the meaning arises: corners in another order are put right, fractions are
 * kept, rectangles may overrun the image, and white space in the Base64 or missing padding do no harm.
 * Anything else is refused rather than guessed at. The order of the items is kept; `[]` gives no regions.
 *
 * @param data - the Base64 text
 * @returns the regions, in the order of the data
 * @throws {@link RegionsFormatError} when `data` is no string, no Base64, no JSON, no array, or when an item
 * is anything but 4 finite numbers
 *
 * @example
 * ```ts
 * decodeRegions('W1swLCA4LCA2OTcsIDQ0MV1d'); // [{ left: 0, top: 8, right: 697, bottom: 441 }]
 * ```
 */
export function decodeRegions(data: string): Region[] {
  let text: string | undefined;
  let items: unknown;
  try {
    if (typeof data === 'string') text = atob(data);
    items = JSON.parse(text as string);
  } catch {
    // The cause is left out: its message quotes the data.
    throw new RegionsFormatError(`${text === undefined ? '' : 'JSON in '}Base64`, kindOf(data));
  }
  if (!Array.isArray(items)) throw new RegionsFormatError('array of [x1, y1, x2, y2]', kindOf(items));
  return items.map((item: unknown, index) => {
    if (isBox(item)) return fromCorners(...item);
    const wrong =
      Array.isArray(item) && item.length === 4 ? item.find((value) => !Number.isFinite(value)) : item;
    throw new RegionsFormatError('4 finite numbers', kindOf(wrong), index);
  });
}
