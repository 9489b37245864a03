import { bandsOf } from './bands.ts';
import { boxOf, type Row, ratio } from './row.ts';

/** Heights in a running head differ by at most this factor: a page number's figures seem lower than words. */
const MOST_HEIGHT_RATIO = 2;

/** A running head is at least this far from the text, in heights. */
const LEAST_DISTANCE = 1;

/** It reaches over at least this part of the page: from one margin to the middle, or to the other one. */
const LEAST_WIDTH = 0.5;

/** A page with fewer lines of running text than this has no running heads: it's a form, or a slip. */
const LEAST_TEXT_LINES = 8;

/**
 * Finds running heads and feet: the first or last line of a page of text, in parts at both margins. Such a line is
 * read as one, not as the head of each column.
 *
 * @param rows - all rows of the page
 * @param running - those that are running text
 * @returns for each running head or foot its rows
 */
export function findRunningHeads(rows: readonly Row[], running: ReadonlySet<Row>): Row[][] {
  if (running.size < LEAST_TEXT_LINES) return [];
  const page = boxOf(rows);
  const bands = bandsOf(rows);
  const ends = [bands.slice(0, 2), bands.slice(-2).reverse()];
  return ends.flatMap(([head, next]) => {
    if (!head || !next || head.length < 2) return [];
    const heights = head.map(({ thickness }) => thickness);
    const height = Math.max(...heights);
    if (ratio(height, Math.min(...heights)) > MOST_HEIGHT_RATIO) return [];
    const box = boxOf(head);
    const text = boxOf(next);
    const distance = Math.max(text.top - box.bottom, box.top - text.bottom);
    const isWide = box.right - box.left >= LEAST_WIDTH * (page.right - page.left);
    return isWide && distance >= LEAST_DISTANCE * height && !head.some((row) => running.has(row))
      ? [head]
      : [];
  });
}
