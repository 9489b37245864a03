import type { Region } from '@detect-regions/regions';
import { boxOfCell, type Cell } from './cells.ts';
import { boxOf } from './row.ts';

/** A table has at least so many rows and so many columns of cells. */
const LEAST_LINES = 2;

/** Sides of cells within this of each other are one line of the grid, in pixels: both edges of a thick rule. */
const SAME_LINE = 8;

/**
 * The lines between a table's columns run through at least this part of its height, on the whole. In a form each
 * row of fields is parted in its own way.
 */
const LEAST_REGULARITY = 0.55;

/** Groups of cells that share rules, as those of a ruled table or of a form's grid do. */
export function connectedCells(cells: readonly Cell[]): Cell[][] {
  const groupOf = new Map<object, Cell[]>();
  for (const cell of cells) {
    const sides = [cell.left, cell.top, cell.right, cell.bottom];
    const met = new Set(sides.flatMap((side) => groupOf.get(side) ?? []).concat(cell));
    const group = [...met];
    for (const { left, top, right, bottom } of group)
      for (const side of [left, top, right, bottom]) groupOf.set(side, group);
  }
  return [...new Set(groupOf.values())];
}

/**
 * The table that cells make which share rules, or `undefined` when they are a form: a table's columns run through.
 *
 * @returns what the table's rules enclose
 */
export function gridOf(cells: readonly Cell[]): Region | undefined {
  const box = boxOf(cells.map((cell) => ({ box: boxOfCell(cell) })));
  const rows = linesOf(cells.map(({ top }) => [top.top, 0]));
  const inner = new Set(cells.map(({ left }) => left).filter(({ left }) => left > box.left + SAME_LINE));
  const columns = linesOf(
    [...inner].map(({ left, top, bottom }) => [left, Math.min(bottom, box.bottom) - Math.max(top, box.top)]),
  );
  if (rows.length < LEAST_LINES || columns.length + 1 < LEAST_LINES) return undefined;
  const lengths = columns.reduce((sum, length) => sum + length, 0);
  return lengths >= LEAST_REGULARITY * columns.length * (box.bottom - box.top) ? box : undefined;
}

/** Takes places that are about the same together, and sums up what comes with each. */
function linesOf(places: readonly (readonly [place: number, length: number])[]): number[] {
  const sums: number[] = [];
  let reached = -Infinity;
  for (const [place, length] of places.toSorted((a, b) => a[0] - b[0])) {
    if (place > reached + SAME_LINE) sums.push(0);
    sums.push((sums.pop() ?? 0) + length);
    reached = place;
  }
  return sums;
}
