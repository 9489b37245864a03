import type { Region } from '@detect-regions/regions';
import { SAME_BAND } from './bands.ts';
import { boxOf, middle, sharedHeight } from './row.ts';

/** Both sides of a gutter are at least this part of the whole's height: less is a note beside, not a column. */
const LEAST_COLUMN_SHARE = 0.5;

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
  const columns = splitColumns(items);
  if (columns.length > 1) return columns.flatMap((column) => inReadingOrder(column));
  const bands = splitBands(items);
  if (bands.length > 1) return joinColumnBands(bands).flatMap((band) => inReadingOrder(band));
  return rowByRow(items);
}

/** Groups of items with white space from top to bottom between them, where they look like columns. */
function splitColumns<T extends { readonly box: Region }>(items: readonly T[]): T[][] {
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
  return columns;
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
  const joined: T[][] = [];
  for (let first = 0; first < bands.length; ) {
    let last = bands.length - 1;
    while (last > first) {
      const run = bands.slice(first, last + 1).flat();
      // The whole is known to have no columns; only true parts of it can.
      if ((first > 0 || last < bands.length - 1) && splitColumns(run).length > 1) break;
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
