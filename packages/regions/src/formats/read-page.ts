import { RegionsFormatError } from '../format-error.ts';
import { kindOf } from '../kind.ts';
import type { PageRegions } from './page.ts';

/** What reads a document's number: a finite one written in decimals, or nothing. */
export function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*$/i.test(text)
    ? finite(Number(text))
    : undefined;
}

/** The value if it is a finite number, or nothing. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The size of an image, checked: exports and imports take whole pixels. */
export function imageSize(
  width: number | undefined,
  height: number | undefined,
): { width: number; height: number } {
  if (!(isSize(width) && isSize(height))) {
    throw new RegionsFormatError("the image's width and height, whole numbers above 0", 'others or none');
  }
  return { width, height };
}

/** The page, with the image's name if it has one. */
export function named(page: Omit<PageRegions, 'imageName'>, imageName: unknown): PageRegions {
  return typeof imageName === 'string' && imageName !== '' ? { ...page, imageName } : page;
}

/** The value of JSON text. */
export function parseJson(text: string): unknown {
  if (typeof text !== 'string') throw new RegionsFormatError('JSON text', kindOf(text));
  try {
    return JSON.parse(text);
  } catch {
    // The cause is left out: its message quotes the data.
    throw new RegionsFormatError('JSON', `${text.length} other characters`);
  }
}

/** The members of a JSON object. */
export function membersOf(value: unknown, what: string, index?: number): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RegionsFormatError(what, kindOf(value), index);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** The items of a JSON array. */
export function itemsOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RegionsFormatError(what, kindOf(value));
  return value;
}

function isSize(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
