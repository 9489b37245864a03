import type { Region } from '@detect-regions/regions';
import { groupShapes, type Watch } from '../watch.ts';
import { findCells, isStripe } from './cells.ts';
import { chainRows } from './chains.ts';
import { farColumns } from './far-columns.ts';
import { findFields } from './fields.ts';
import { connectedCells, gridOf } from './grids.ts';
import { isInset } from './insets.ts';
import { joinLooseLines } from './loose-lines.ts';
import { isRunningText, splitParagraphs } from './paragraphs.ts';
import { inReadingOrder, rowByRow } from './reading-order.ts';
import { boxOf, liesIn, type Row } from './row.ts';
import { findRuledTables } from './ruled-tables.ts';
import type { Rules } from './rules.ts';
import { findRunningHeads } from './running-heads.ts';
import { boxedApart, type Parted, ruledApart } from './separators.ts';
import { findTables } from './tables.ts';

/** How finely text is grouped: `paragraph` parts paragraphs, `zone` keeps what runs on together. */
export type Level = 'paragraph' | 'zone';

/** Lines that belong together. */
export interface Block {
  /** Its box, in pixels of the page as looked at. */
  readonly box: Region;
  /** In reading order. */
  readonly rows: readonly Row[];
}

/** Rows belong to what is drawn around them when at least this part of their area lies in it. */
const INSIDE = 0.6;

/**
 * Groups the lines of a page into blocks: tables and fields that are drawn with rules first, then tables without,
 * then what is left into paragraphs or zones.
 *
 * @param words - rows on a page where lines run level, from left to right
 * @param rules - what is drawn on the page
 * @param watch - is told of each stage
 * @returns blocks in reading order; together they have all rows; the words of loose lines are joined
 */
export function findBlocks(words: readonly Row[], rules: Rules, level: Level, watch?: Watch): Block[] {
  const ruled = ruledApart(rules);
  const rows = joinLooseLines(words, chainRows(words, ruled).filter(isRunningText));
  const free = new Set(rows);
  const tabular: Row[][] = [];
  const take = (groups: readonly (readonly Row[])[]): void => {
    for (const group of groups) {
      const members = group.filter((row) => free.delete(row));
      if (members.length > 0) tabular.push(rowByRow(members));
    }
  };

  const cells = findCells(rows, rules);
  const boxed = boxedApart(cells);
  const parted: Parted = (upper, lower) => boxed(upper, lower) || ruled(upper, lower);
  const chains = (): Row[][] => chainRows([...free], parted);
  for (const group of connectedCells(cells)) {
    const grid = gridOf(group);
    if (grid) take([rows.filter((row) => liesIn(row.box, grid, INSIDE))]);
    else take(group.filter((cell) => !isStripe(cell)).flatMap((cell) => findFields(cell.rows)));
  }
  const running = new Set(chains().filter(isRunningText).flat());
  take(findRunningHeads([...free], running));
  take(findRuledTables([...free], rules.horizontal, running));
  take(cells.filter(isStripe).flatMap((cell) => findFields(cell.rows.filter((row) => free.has(row)))));
  // Narrow columns of text stand beside each other as cells do: what is set full at both sides is no table.
  const others = [...free].filter((row) => !running.has(row));
  const tables = findTables(others, boxed);
  const loose = new Set(others);
  for (const row of tables.flat()) loose.delete(row);
  take(tables.map((table) => [...table, ...farColumns(table, [...loose])]));

  watch?.({ name: 'tables', shapes: groupShapes(tabular) });
  const left = chains();
  watch?.({ name: 'chains', shapes: groupShapes(left) });
  const rest = [...free];
  const texts =
    level === 'zone'
      ? left
      : left.flatMap((chain) => (isInset(chain, rest) ? [chain] : splitParagraphs(chain)));
  const blocks = inReadingOrder([...tabular, ...texts].map((group) => ({ box: boxOf(group), rows: group })));
  watch?.({ name: 'blocks', shapes: groupShapes(blocks.map((block) => block.rows)) });
  return blocks;
}
