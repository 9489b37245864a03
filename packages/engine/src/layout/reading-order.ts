import type { Region } from '@detect-regions/regions';
import { SAME_BAND } from './bands.ts';
import { boxOf, middle, sharedHeight } from './row.ts';

/** Both sides of a gutter are at least this part of the whole's height: less is a note beside, not a column. */
const LEAST_COLUMN_SHARE = 0.5;

/** Boxes are level when tops and bottoms differ by at most this part of the lower one's height. */
const LEVEL = 0.3;

/** A field is at most this part as high as the form: paragraphs may stand level too, in columns of a few. */
const MOST_FIELD_SHARE = 0.2;

/** Columns of text have a few level boxes by chance, a form has more than this part. */
const LEAST_FIELDS = 0.6;

/** Boxes may overlap a cut by this part of their own size: detected boxes are a little larger than the text. */
const OVERLAP = 0.1;

/**
 * Puts boxes into the order in which a person reads them: bands from top to bottom, columns inside a band one
 * after the other. It cuts the page recursively along white space (Nagy and Seth, 1984), but takes bands
 * together again where they share columns, so that a gap between paragraphs doesn't cut across a page's
 * columns.
 *
 * @param items - things with boxes, in the frame in which the page reads from left to right
 */
export function inReadingOrder<T extends { readonly box: Region }>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  const columns = splitColumns(items, boxOf(items));
  if (columns.length > 1) return columns.flatMap((column) => inReadingOrder(column));
  const bands = splitBands(items);
  if (bands.length > 1) return joinColumnBands(bands).flatMap((band) => inReadingOrder(band));
  return rowByRow(items);
}

/**
 * Groups of items with white space from top to bottom between them, where they look like columns.
 *
 * @param whole - the box around what the items are part of
 */
function splitColumns<T extends { readonly box: Region }>(items: readonly T[], whole: Region): T[][] {
  const groups = splitAlong(items, ({ left, right }) => [left, right]);
  if (groups.length < 2) return [[...items]];
  const { top, bottom } = boxOf(items);
  const isTall = (group: readonly T[]): boolean => {
    const box = boxOf(group);
    return box.bottom - box.top >= LEAST_COLUMN_SHARE * (bottom - top);
  };
  if (
    liesBeyond(
      groups.filter(isTall),
      groups.filter((group) => !isTall(group)),
    )
  )
    return [[...items]];
  const columns: T[][] = [];
  for (const group of groups) {
    const last = columns.at(-1);
    // A group that is too low to be a column joins its neighbour.
    if (isTall(group) || !last) columns.push(group);
    else last.push(...group);
  }
  const [first, second] = columns;
  if (first && second && !isTall(first)) columns.splice(0, 2, [...first, ...second]);
  return areRowsOfFields(columns, whole) ? [[...items]] : columns;
}

/**
 * Whether columns are those of a form: most boxes are low and stand level with one in another column. They are read
 * along, row by row.
 */
function areRowsOfFields<T extends { readonly box: Region }>(
  columns: readonly (readonly T[])[],
  whole: Region,
): boolean {
  const most = MOST_FIELD_SHARE * (whole.bottom - whole.top);
  const isLow = (box: Region): boolean => box.bottom - box.top <= most;
  const count = columns.reduce((sum, column) => sum + column.length, 0);
  let fields = 0;
  for (const column of columns) {
    const others = columns.filter((other) => other !== column).flat();
    fields += column.filter(
      ({ box }) => isLow(box) && others.some((other) => areLevel(box, other.box)),
    ).length;
  }
  return fields > count * LEAST_FIELDS;
}

/** Whether two boxes begin and end at the same heights. */
function areLevel(a: Region, b: Region): boolean {
  const tolerance = LEVEL * Math.min(a.bottom - a.top, b.bottom - b.top);
  return Math.abs(a.top - b.top) <= tolerance && Math.abs(a.bottom - b.bottom) <= tolerance;
}

/** Whether one of the low groups lies above or below all columns: a page number between them is no part of either. */
function liesBeyond<T extends { readonly box: Region }>(
  columns: readonly (readonly T[])[],
  low: readonly (readonly T[])[],
): boolean {
  if (columns.length === 0) return false;
  const { top, bottom } = boxOf(columns.flat());
  return low.some((group) => {
    const box = boxOf(group);
    return box.top >= bottom || box.bottom <= top;
  });
}

/** Groups of items with white space from left to right between them, from top to bottom. */
function splitBands<T extends { readonly box: Region }>(items: readonly T[]): T[][] {
  return splitAlong(items, ({ top, bottom }) => [top, bottom]);
}

/** Takes runs of bands together that have columns in common; the longest runs first. */
function joinColumnBands<T extends { readonly box: Region }>(bands: readonly T[][]): T[][] {
  const whole = boxOf(bands.flat());
  const joined: T[][] = [];
  for (let first = 0; first < bands.length; ) {
    let last = bands.length - 1;
    while (last > first) {
      const run = bands.slice(first, last + 1).flat();
      // The whole is known to have no columns; only true parts of it can.
      if ((first > 0 || last < bands.length - 1) && splitColumns(run, whole).length > 1) break;
      last--;
    }
    joined.push(bands.slice(first, last + 1).flat());
    first = last + 1;
  }
  return joined;
}

/** Splits items wherever their spans along one axis leave a gap, or overlap but a little. */
function splitAlong<T extends { readonly box: Region }>(
  items: readonly T[],
  span: (box: Region) => readonly [number, number],
): T[][] {
  const spans = items
    .map((item) => {
      const [from, to] = span(item.box);
      const margin = OVERLAP * (to - from);
      return { item, from: from + margin, to: to - margin };
    })
    .sort((a, b) => a.from - b.from);
  const groups: T[][] = [];
  let reached = -Infinity;
  for (const { item, from, to } of spans) {
    if (from >= reached) groups.push([]);
    groups.at(-1)?.push(item);
    reached = Math.max(reached, to);
  }
  return groups;
}

/**
 * Puts boxes into the order in which a table is read: from top to bottom, and from left to right where
 * they stand side by side.
 */
export function rowByRow<T extends { readonly box: Region }>(items: readonly T[]): T[] {
  const waiting = items.toSorted((a, b) => middle(a.box) - middle(b.box));
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const first = waiting[0] as T;
    const band = waiting.filter((item) => sharedHeight(item.box, first.box) > SAME_BAND);
    const next = band.reduce((a, b) => (b.box.left < a.box.left ? b : a), first);
    ordered.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return ordered;
}
