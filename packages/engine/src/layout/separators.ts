import type { Region } from '@detect-regions/regions';
import { type Cell, isStripe } from './cells.ts';
import type { Row } from './row.ts';
import type { Rules } from './rules.ts';

/** A rule parts two rows when it runs under, and over, at least this part of each: a footnote's rule is short. */
const LEAST_COVER = 0.2;

/** A rule may reach into a row by this much, in heights: boxes of the detector are a little large. */
const OVERHANG = 0.25;

/** Says whether something drawn on the page parts two rows, the upper one given first. */
export type Parted = (upper: Row, lower: Row) => boolean;

/** Rows are parted by a rule that runs between them. */
export function ruledApart({ horizontal }: Rules): Parted {
  return (upper, lower) => horizontal.some((rule) => isBetween(rule, upper, lower));
}

/** Rows are parted by the box around one of them, unless it is the ground of one of a table's rows. */
export function boxedApart(cells: readonly Cell[]): Parted {
  const cellOf = new Map(
    cells.filter((cell) => !isStripe(cell)).flatMap((cell) => cell.rows.map((row) => [row, cell] as const)),
  );
  return (upper, lower) => cellOf.get(upper) !== cellOf.get(lower);
}

function isBetween(rule: Region, upper: Row, lower: Row): boolean {
  return (
    rule.top >= upper.box.bottom - OVERHANG * upper.thickness &&
    rule.bottom <= lower.box.top + OVERHANG * lower.thickness &&
    cover(rule, upper.box) >= LEAST_COVER &&
    cover(rule, lower.box) >= LEAST_COVER
  );
}

/** The part of a box's width that a rule runs along. */
function cover(rule: Region, box: Region): number {
  const shared = Math.min(rule.right, box.right) - Math.max(rule.left, box.left);
  return shared / Math.max(1, box.right - box.left);
}
