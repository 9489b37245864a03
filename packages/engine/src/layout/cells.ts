import type { Region } from '@detect-regions/regions';
import { SAME_BAND } from './bands.ts';
import { middle, type Row, sharedHeight } from './row.ts';
import type { Rules } from './rules.ts';

/** Text may reach over the rule beside it by this much, in heights: boxes of the detector are a little large. */
const OVERHANG = 0.5;

/** A rule bounds a cell when it runs along at least this part of the cell's side: corners may be round. */
const LEAST_SIDE = 0.8;

/** So many rules beside a row are tried for the side of its cell; check boxes and letters may stand between. */
const MOST_TRIES = 4;

/** A box drawn around text: a field of a form, a cell of a ruled table, a bar, a coloured ground. */
export interface Cell {
  /** The rules at its sides. */
  readonly left: Region;
  readonly top: Region;
  readonly right: Region;
  readonly bottom: Region;
  /** The rows in it that are in no smaller one, from top to bottom. */
  readonly rows: readonly Row[];
}

/**
 * Finds the boxes drawn around rows: for each row the smallest one, with rules at all four sides.
 *
 * @param rows - on a page where lines run level
 */
export function findCells(rows: readonly Row[], rules: Rules): Cell[] {
  const numbers = new Map([...rules.horizontal, ...rules.vertical].map((rule, i) => [rule, i]));
  const cells = new Map<string, Sides & { rows: Row[] }>();
  for (const row of rows) {
    const sides = sidesAround(row, rules);
    if (!sides) continue;
    const key = [sides.left, sides.top, sides.right, sides.bottom].map((rule) => numbers.get(rule)).join();
    const cell = cells.get(key);
    if (cell) cell.rows.push(row);
    else cells.set(key, { ...sides, rows: [row] });
  }
  return [...cells.values()];
}

/** The box that a cell's rules enclose. */
export function boxOfCell({ left, top, right, bottom }: Sides): Region {
  return { left: left.right, top: top.bottom, right: right.left, bottom: bottom.top };
}

/** Whether rows in a box stand beside each other, as on the coloured ground of a table's row. */
export function isStripe({ rows }: Cell): boolean {
  return rows.some((row) =>
    rows.some((other) => other !== row && sharedHeight(row.box, other.box) >= SAME_BAND),
  );
}

type Sides = Pick<Cell, 'left' | 'top' | 'right' | 'bottom'>;

function sidesAround({ box, thickness }: Row, { horizontal, vertical }: Rules): Sides | undefined {
  const overhang = OVERHANG * thickness;
  const centre = middle(box);
  const beside = vertical.filter(({ top, bottom }) => top <= centre && bottom >= centre);
  const lefts = beside.filter(({ right }) => right <= box.left + overhang).slice(-MOST_TRIES);
  const rights = beside.filter(({ left }) => left >= box.right - overhang).slice(0, MOST_TRIES);
  if (lefts.length === 0 || rights.length === 0) return undefined;
  const above = horizontal.filter(({ bottom }) => bottom <= box.top + overhang);
  const below = horizontal.filter(({ top }) => top >= box.bottom - overhang);
  for (const left of lefts.toReversed()) {
    for (const right of rights) {
      const spans = (rule: Region): boolean =>
        Math.min(rule.right, right.right) - Math.max(rule.left, left.left) >=
        LEAST_SIDE * (right.right - left.left);
      const top = above.findLast(spans);
      const bottom = below.find(spans);
      if (!top || !bottom) continue;
      const runsAlong = (rule: Region): boolean =>
        Math.min(rule.bottom, bottom.bottom) - Math.max(rule.top, top.top) >=
        LEAST_SIDE * (bottom.bottom - top.top);
      if (runsAlong(left) && runsAlong(right)) return { left, top, right, bottom };
    }
  }
  return undefined;
}
