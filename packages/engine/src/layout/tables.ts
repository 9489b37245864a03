import { bandsOf, SAME_BAND } from './bands.ts';
import {
  boxOf,
  liesIn,
  middle,
  quantile,
  type Row,
  ratio,
  sharedHeight,
  sharedWidth,
  weightOf,
} from './row.ts';
import type { Parted } from './separators.ts';

/** A line up to this wide may be a cell, in heights: lines of running text in columns are wider. */
const MOST_CELL_WIDTH = 14;

/** Cells beside each other are at least this far apart, in heights: less is a space between words. */
const LEAST_CELL_GAP = 1;

/** Cells beside each other are at most this far apart, in heights. */
const MOST_CELL_GAP = 16;

/** Cells below each other are at most this far apart, in heights: tables have some air, pages have more. */
const MOST_ROW_GAP = 3;

/** Cells of one column begin, end or are centred within this of each other, in heights. */
const ALIGNMENT = 1;

/** Cells of one table differ in height by at most this factor: a form's labels and answers differ more. */
const MOST_HEIGHT_RATIO = 1.7;

/** A table has at least so many rows. */
const LEAST_ROWS = 3;

/** At least this part of a table's rows have two cells or more; the rest are wrapped text or headings. */
const LEAST_FULL_ROWS = 0.33;

/** A gap between rows parts a table into sections from this on, in heights: the total of a receipt, say. */
const SECTION_GAP = 1.2;

/** Such a gap is also this many times as wide as the table's usual one. */
const SECTION_GAP_RATIO = 2;

/** Rows of a section differ in height by at most this factor… */
const MOST_SIZE_RATIO = 1.2;

/** …or in weight by at most this one: the total of a receipt may be set larger, and bold. */
const MOST_WEIGHT_RATIO = 1.6;

/** A line belongs to a table when at least this part of its area lies in it. */
const INSIDE = 0.6;

/**
 * Finds tables: at least three rows of narrow cells that stand beside each other, aligned in columns. Lines are
 * taken for cells, so a table without ruling is found as well as one with.
 *
 * @param rows - on a page where lines run level
 * @returns for each table, or for each section of one, all rows in it; no row is in two of them
 */
export function findTables(rows: readonly Row[], parted: Parted): Row[][] {
  const cells = rows.filter(isNarrow);
  const tables: Row[][] = [];
  const free = new Set(rows);
  for (const group of connected(cells, parted)) {
    if (!isTable(group)) continue;
    const box = boxOf(group);
    const members = [...free].filter((row) => liesIn(row.box, box, INSIDE));
    for (const member of members) free.delete(member);
    tables.push(...sectionsOf(members));
  }
  return tables;
}

function isNarrow({ box, thickness }: Row): boolean {
  return box.right - box.left <= MOST_CELL_WIDTH * thickness;
}

/** Groups of cells that hang together, by neighbours beside and below. */
function connected(cells: readonly Row[], parted: Parted): Row[][] {
  const neighbours = new Map<Row, Row[]>(cells.map((cell) => [cell, []]));
  for (const cell of cells) {
    for (const other of [nearestBeside(cell, cells), nearestBelow(cell, cells)]) {
      if (!other || ratio(cell.thickness, other.thickness) > MOST_HEIGHT_RATIO) continue;
      if (parted(cell, other)) continue;
      neighbours.get(cell)?.push(other);
      neighbours.get(other)?.push(cell);
    }
  }
  const groups: Row[][] = [];
  const seen = new Set<Row>();
  for (const cell of cells) {
    if (seen.has(cell)) continue;
    const group = [cell];
    seen.add(cell);
    // The group grows while it is walked through.
    for (const member of group) {
      for (const neighbour of neighbours.get(member) ?? []) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        group.push(neighbour);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The next cell to the right in the same row, if it is about a column's gap away. */
function nearestBeside(cell: Row, cells: readonly Row[]): Row | undefined {
  let best: Row | undefined;
  for (const other of cells) {
    const gap = (other.box.left - cell.box.right) / cell.thickness;
    if (other === cell || gap < LEAST_CELL_GAP || gap > MOST_CELL_GAP) continue;
    if (sharedHeight(cell.box, other.box) < SAME_BAND) continue;
    if (!best || other.box.left < best.box.left) best = other;
  }
  return best;
}

/** The next cell below that overlaps, if it is near and aligned. */
function nearestBelow(cell: Row, cells: readonly Row[]): Row | undefined {
  let best: Row | undefined;
  for (const other of cells) {
    const below = middle(other.box) - middle(cell.box);
    if (other === cell || below <= 0 || sharedHeight(cell.box, other.box) >= SAME_BAND) continue;
    if (sharedWidth(cell.box, other.box) === 0) continue;
    if (!best || middle(other.box) < middle(best.box)) best = other;
  }
  if (!best || !aligned(cell, best)) return undefined;
  return best.box.top - cell.box.bottom <= MOST_ROW_GAP * cell.thickness ? best : undefined;
}

function aligned(a: Row, b: Row): boolean {
  const tolerance = ALIGNMENT * Math.min(a.thickness, b.thickness);
  const centres = (a.box.left + a.box.right - b.box.left - b.box.right) / 2;
  return [a.box.left - b.box.left, a.box.right - b.box.right, centres].some(
    (offset) => Math.abs(offset) <= tolerance,
  );
}

function isTable(group: readonly Row[]): boolean {
  const bands = bandsOf(group);
  const full = bands.filter((band) => band.length > 1).length;
  return full >= LEAST_ROWS && full >= LEAST_FULL_ROWS * bands.length;
}

/** Whether the cells of two bands are set in one size of type. */
function sameSize(a: readonly Row[], b: readonly Row[]): boolean {
  const sizes = ratio(
    usual(a, ({ thickness }) => thickness),
    usual(b, ({ thickness }) => thickness),
  );
  return sizes <= MOST_SIZE_RATIO || ratio(usual(a, weightOf), usual(b, weightOf)) <= MOST_WEIGHT_RATIO;
}

function usual(band: readonly Row[], value: (row: Row) => number): number {
  return quantile(band.map(value), 0.5);
}

/** Parts a table where the gap between its rows is much wider than usual, or the size of the type changes. */
function sectionsOf(table: readonly Row[]): Row[][] {
  const bands = bandsOf(table);
  const gaps = bands.map((band, i) => {
    if (i === 0) return 0;
    const before = bands.slice(0, i).flat();
    return (boxOf(band).top - boxOf(before).bottom) / usual(band, ({ thickness }) => thickness);
  });
  const least = Math.max(SECTION_GAP, SECTION_GAP_RATIO * quantile(gaps.slice(1), 0.5));
  const sections: Row[][] = [];
  for (const [i, band] of bands.entries()) {
    const section = sections.at(-1);
    if (section && (gaps[i] as number) < least && sameSize(bands[i - 1] ?? band, band)) section.push(...band);
    else sections.push([...band]);
  }
  return sections;
}
