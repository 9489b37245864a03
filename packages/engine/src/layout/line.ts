import type { Direction } from './reading-order.ts';
import { middle, type Row } from './row.ts';

/** A row as one reads it: where it begins and ends in the direction of reading, in pixels. */
export interface Line {
  readonly row: Row;
  readonly start: number;
  readonly end: number;
}

/** A row as it is read. Of right-to-left text both ends are counted from the right, so that they grow as well. */
export function lineOf(row: Row, direction: Direction): Line {
  const { left, right } = row.box;
  return direction === 'right-to-left'
    ? { row, start: -right, end: -left }
    : { row, start: left, end: right };
}

/** From the middle of a line to the middle of the one below, in pixels. */
export function stepBetween(upper: Line, lower: Line): number {
  return middle(lower.row.box) - middle(upper.row.box);
}
