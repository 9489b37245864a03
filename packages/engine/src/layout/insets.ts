import { quantile, type Row, ratio, sharedWidth, stepBetween } from './row.ts';

/** Fewer lines than this may begin further inside by chance: a formula, an address. */
const LEAST_LINES = 4;

/** A passage is set in by at least this, in heights… */
const LEAST_INSET = 0.6;

/** …and by at most this: beyond, it stands in another column. */
const MOST_INSET = 4;

/** Lines of the passage begin within this of each other, in heights: it has no indents of its own. */
const ALIGNMENT = 0.4;

/** The text above ends within this of where the passage does, in heights. */
const SAME_END = 0.8;

/** The text above differs from the passage in height by at most this factor: it is no heading. */
const MOST_HEIGHT_RATIO = 1.4;

/** From the last line of the text above to the passage is at most this far, in heights. */
const MOST_STEP = 4;

/** The text above overlaps by at least this part of the narrower one's width. */
const LEAST_SHARED_WIDTH = 0.4;

/**
 * Whether a chain of rows is set in as a whole from the text that leads up to it, and ends where that ends: the items
 * of a list. Its short lines end items then, not paragraphs of the page's text.
 *
 * @param chain - rows from top to bottom, at least one
 * @param rows - all rows of the page that are in no table
 */
export function isInset(chain: readonly Row[], rows: readonly Row[]): boolean {
  if (chain.length < LEAST_LINES) return false;
  const first = chain[0] as Row;
  const height = quantile(
    chain.map(({ thickness }) => thickness),
    0.5,
  );
  const starts = chain.map(({ box }) => box.left);
  const start = Math.min(...starts);
  if (Math.max(...starts) - start > ALIGNMENT * height) return false;
  const above = rowAbove(first, rows);
  if (!above || stepBetween(above, first) > MOST_STEP * height) return false;
  const inset = start - above.box.left;
  const end = Math.max(...chain.map(({ box }) => box.right));
  return (
    inset >= LEAST_INSET * height &&
    inset <= MOST_INSET * height &&
    Math.abs(end - above.box.right) <= SAME_END * height &&
    ratio(above.thickness, height) <= MOST_HEIGHT_RATIO
  );
}

function rowAbove(row: Row, rows: readonly Row[]): Row | undefined {
  let best: Row | undefined;
  for (const other of rows) {
    const step = stepBetween(other, row);
    if (step <= 0 || sharedWidth(other.box, row.box) < LEAST_SHARED_WIDTH) continue;
    if (!best || step < stepBetween(best, row)) best = other;
  }
  return best;
}
