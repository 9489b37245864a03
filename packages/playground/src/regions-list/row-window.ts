/** The rows that are in the document: those in sight and a few around them. */
export interface RowWindow {
  readonly first: number;
  /** After the last. */
  readonly end: number;
}

/** Rows beyond the edges that are ready before they are scrolled to. */
const spare = 6;

/** Which of `count` rows to render; all lengths in CSS pixels. */
export function rowsInSight(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.floor(scrollTop / rowHeight) - spare;
  const end = Math.ceil((scrollTop + height) / rowHeight) + spare;
  return { first: Math.min(Math.max(first, 0), count), end: Math.min(Math.max(end, 0), count) };
}

/** How far to scroll so that a row is wholly in sight; as far as it is scrolled already where it is. */
export function scrollToRow(place: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = place * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}
