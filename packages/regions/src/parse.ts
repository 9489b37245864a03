import { fromCorners, type Region } from './region.ts';

/** Whether it is what the API sends for a region. */
export function isBox(item: unknown): item is [number, number, number, number] {
  return Array.isArray(item) && item.length === 4 && item.every(Number.isFinite);
}

/**
 * What `decodeRegions` gives; `undefined` where that throws, and then tells why.
 *
 * @param data - the Base64 text
 */
export function parseRegions(data: unknown): Region[] | undefined {
  try {
    const items = typeof data === 'string' && JSON.parse(atob(data));
    if (Array.isArray(items) && items.every(isBox)) return items.map((item) => fromCorners(...item));
  } catch {
    // Not Base64, or no JSON in it.
  }
  return undefined;
}
