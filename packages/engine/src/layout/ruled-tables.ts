import { type Region, union } from '@detect-regions/regions';
import { bandsOf } from './bands.ts';
import { liesIn, type Row } from './row.ts';

/** Rules of one table begin, and end, within this of each other, as a share of their length. */
const ALIGNMENT = 0.02;

/** …or within this, in pixels: a short rule's ends are no surer than a long one's. */
const LEAST_ALIGNMENT = 5;

/** Cells in a row of a table are at least this far apart, in heights: less is a space between words. */
const LEAST_CELL_GAP = 1;

/** A table has at least so many rows of two cells or more. */
const LEAST_ROWS = 2;

/** At least this part of the rows between two rules are of two cells or more; the rest is wrapped text. */
const LEAST_FULL_ROWS = 0.4;

/** Rules with nothing between them part tables from this distance on, in pixels; closer, they are double. */
const MOST_EMPTY = 40;

/** A row lies between two rules when at least this part of it does. */
const INSIDE = 0.6;

/**
 * Finds tables in the manner of books: level rules of the same length above and below, and between their parts.
 *
 * @param rows - what may belong to a table; on a page where lines run level
 * @param rules - level rules, from top to bottom
 * @param running - rows of running text: what has any between its rules is no table
 * @returns for each table the rows in it
 */
export function findRuledTables(
  rows: readonly Row[],
  rules: readonly Region[],
  running: ReadonlySet<Row>,
): Row[][] {
  const tables: Row[][] = [];
  for (const set of alignedRules(rules)) {
    let table: Row[] = [];
    for (const [i, lower] of set.entries()) {
      const upper = set[i - 1];
      if (!upper) continue;
      const section = union(upper, lower);
      const inside = rows.filter((row) => liesIn(row.box, section, INSIDE));
      if (inside.length > 0 && isTabular(inside) && !inside.some((row) => running.has(row))) {
        table.push(...inside);
      } else if (inside.length > 0 || section.bottom - section.top > MOST_EMPTY) {
        tables.push(table);
        table = [];
      }
    }
    tables.push(table);
  }
  return tables.filter(isTable);
}

/** Sets of rules that begin and end at the same places, each from top to bottom. */
function alignedRules(rules: readonly Region[]): Region[][] {
  const sets: Region[][] = [];
  for (const rule of rules) {
    const tolerance = Math.max(LEAST_ALIGNMENT, ALIGNMENT * (rule.right - rule.left));
    const set = sets.find(([first]) => {
      const { left, right } = first as Region;
      return Math.abs(left - rule.left) <= tolerance && Math.abs(right - rule.right) <= tolerance;
    });
    if (set) set.push(rule);
    else sets.push([rule]);
  }
  return sets.filter((set) => set.length > 1);
}

function isTabular(rows: readonly Row[]): boolean {
  const bands = bandsOf(rows);
  return bands.filter(isFull).length >= LEAST_FULL_ROWS * bands.length;
}

function isTable(rows: readonly Row[]): boolean {
  return bandsOf(rows).filter(isFull).length >= LEAST_ROWS;
}

/** Whether cells stand side by side in a row, with more than a space in between. */
function isFull(band: readonly Row[]): boolean {
  return band.some((cell) =>
    band.some((other) => other.box.left - cell.box.right >= LEAST_CELL_GAP * cell.thickness),
  );
}
