import { bandsOf } from './bands.ts';
import type { Row } from './row.ts';

/** What belongs to one field lies within this of each other, up and down, in heights. */
const MOST_GAP_BELOW = 1;

/** What belongs to one field lies within this of each other, from side to side, in heights. */
const MOST_GAP_BESIDE = 2;

/** A field has at most so many lines; a box with more holds text or a list, with a structure of its own. */
const MOST_LINES = 4;

/**
 * Groups the rows in a box that is drawn around them: a label and its answer are one field.
 *
 * @param rows - of one cell
 * @returns fields; rows that make none are in no group
 */
export function findFields(rows: readonly Row[]): Row[][] {
  const fields: Row[][] = [];
  for (const row of rows) {
    const near = fields.filter((field) => field.some((other) => isNear(row, other)));
    for (const field of near) fields.splice(fields.indexOf(field), 1);
    fields.push([...near.flat(), row]);
  }
  return fields.filter((field) => field.length > 1 && bandsOf(field).length <= MOST_LINES);
}

function isNear(a: Row, b: Row): boolean {
  const height = Math.max(a.thickness, b.thickness);
  const beside = Math.max(a.box.left - b.box.right, b.box.left - a.box.right);
  const below = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom);
  return beside <= MOST_GAP_BESIDE * height && below <= MOST_GAP_BELOW * height;
}
