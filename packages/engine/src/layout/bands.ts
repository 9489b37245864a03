import { middle, type Row, sharedHeight } from './row.ts';

/** Rows that share at least this part of the lower one's height stand side by side. */
export const SAME_BAND = 0.5;

/** Takes rows that stand side by side together, from top to bottom. */
export function bandsOf(rows: readonly Row[]): Row[][] {
  const bands: Row[][] = [];
  for (const row of rows.toSorted((a, b) => middle(a.box) - middle(b.box))) {
    const band = bands.at(-1);
    if (band && sharedHeight((band[0] as Row).box, row.box) >= SAME_BAND) band.push(row);
    else bands.push([row]);
  }
  return bands;
}
