import type { Region } from '@detect-regions/regions';
import { groupShapes, type Watch } from '../watch.ts';
import { chainRows } from './chains.ts';
import { isRunningText, splitParagraphs } from './paragraphs.ts';
import { type Direction, inReadingOrder, rowByRow } from './reading-order.ts';
import { boxOf, type Row } from './row.ts';
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

/**
 * Groups the lines of a page into blocks: tables first, then what is left into paragraphs or zones.
 *
 * @param rows - on a page where lines run level
 * @param watch - is told of each stage
 * @returns blocks in reading order; together they have all rows
 */
export function findBlocks(rows: readonly Row[], level: Level, direction: Direction, watch?: Watch): Block[] {
  // Narrow columns of text stand beside each other as cells do: what is set full at both sides is no table.
  const running = new Set(chainRows(rows).filter(isRunningText).flat());
  const tables = findTables(rows.filter((row) => !running.has(row)));
  watch?.({ name: 'tables', shapes: groupShapes(tables) });
  const inTables = new Set(tables.flat());
  const chains = chainRows(rows.filter((row) => !inTables.has(row)));
  watch?.({ name: 'chains', shapes: groupShapes(chains) });
  const texts = level === 'zone' ? chains : chains.flatMap(splitParagraphs);
  const groups = [...tables.map((table) => rowByRow(table, direction)), ...texts];
  const blocks = inReadingOrder(
    groups.map((group) => ({ box: boxOf(group), rows: group })),
    direction,
  );
  watch?.({ name: 'blocks', shapes: groupShapes(blocks.map((block) => block.rows)) });
  return blocks;
}
