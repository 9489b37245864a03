import { RegionsFormatError } from './format-error.ts';
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
 * is anything but four finite numbers
 *
 * @example
 * ```ts
 * decodeRegions('W1swLCA4LCA2OTcsIDQ0MV1d'); // [{ left: 0, top: 8, right: 697, bottom: 441 }]
 * ```
 */
export function decodeRegions(data: string): Region[] {
  if (typeof data !== 'string') {
    throw new RegionsFormatError(`expected a Base64 string, found ${kindOf(data)}`);
  }
  const items = parse(data);
  if (!Array.isArray(items)) {
    throw new RegionsFormatError(`expected an array of [x1, y1, x2, y2], found ${kindOf(items)}`);
  }
  return items.map((item: unknown, index) => {
    if (!Array.isArray(item)) throw itemError(index, kindOf(item));
    const wrong = item.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw itemError(index, `${kindOf(item[wrong])} at position ${wrong}`);
    if (item.length !== 4) throw itemError(index, `${item.length}`);
    return fromCorners(...(item as [number, number, number, number]));
  });
}

function parse(data: string): unknown {
  let text: string;
  try {
    text = atob(data);
  } catch {
    throw new RegionsFormatError(`expected Base64, found other characters among ${data.length}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The cause is left out: its message quotes the data.
    throw new RegionsFormatError(`expected JSON, found ${text.length} bytes of something else`);
  }
}

function itemError(index: number, found: string): RegionsFormatError {
  return new RegionsFormatError(`item ${index}: expected four finite numbers, found ${found}`, index);
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
