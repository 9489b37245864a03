import { fromCorners, type Region, RegionsFormatError } from '@detect-regions/regions';
import type { RegionPage } from './region-page.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads what `detect --format json` writes, one element of it, what `toJson` of the regions package writes, or bare
 * boxes as the API sends them: `[[x1, y1, x2, y2], …]`.
 *
 * @param name - of pages that have none
 * @throws RegionsFormatError for anything else
 */
export function parsePages(value: unknown, name: string): RegionPage[] {
  if (!Array.isArray(value)) return [parsePage(value, name, '')];
  if (value.length > 0 && value.every(Array.isArray)) {
    return [{ input: name, width: null, height: null, regions: value.map(parseBox), ignored: [] }];
  }
  return value.map((item, index) => parsePage(item, name, `page ${index + 1}: `));
}

/**
 * The region between two opposite corners of a box.
 *
 * @throws RegionsFormatError unless they are four finite numbers
 */
export function parseBox(box: unknown, index: number): Region {
  if (!Array.isArray(box) || box.length < 4 || !box.slice(0, 4).every(Number.isFinite)) {
    throw new RegionsFormatError('[left, top, right, bottom] in pixels', 'something else', index);
  }
  const [x1, y1, x2, y2] = box as [number, number, number, number];
  return fromCorners(x1, y1, x2, y2);
}

function parsePage(value: unknown, name: string, where: string): RegionPage {
  const { input, imageName, width, height, regions } = Object(value) as Members;
  if (!Array.isArray(regions)) {
    throw new RegionsFormatError(`${where}an object with regions`, 'something else');
  }
  const title = [input, imageName].find((one) => typeof one === 'string' && one !== '');
  const size = isSize(width) && isSize(height) ? { width, height } : { width: null, height: null };
  return {
    input: (title as string | undefined) ?? name,
    ...size,
    regions: regions.map((region, index) => parseRegion(region, index, where)),
    ignored: [],
  };
}

function parseRegion(value: unknown, index: number, where: string): Region {
  const { left, top, right, bottom } = Object(value) as Members;
  const edges = [left, top, right, bottom];
  if (!edges.every(Number.isFinite)) {
    throw new RegionsFormatError(`${where}left, top, right and bottom in pixels`, 'something else', index);
  }
  return fromCorners(...(edges as [number, number, number, number]));
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
