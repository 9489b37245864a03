import type { Region } from '@detect-regions/regions';
import { chainRows } from './chains.ts';
import { splitParagraphs } from './paragraphs.ts';
import { boxOf, type Row } from './row.ts';

/** How finely text is grouped: `paragraph` parts paragraphs, `zone` keeps what runs on together. */
export type Level = 'paragraph' | 'zone';

/** Lines that belong together. */
export interface Block {
  /** Its box, in pixels of the page as looked at. */
  readonly box: Region;
  /** From top to bottom. */
  readonly rows: readonly Row[];
}

/**
 * Groups the lines of a page into blocks.
 *
 * @param rows - on a page where lines run level
 */
export function findBlocks(rows: readonly Row[], level: Level): Block[] {
  const chains = chainRows(rows);
  const groups = level === 'zone' ? chains : chains.flatMap(splitParagraphs);
  return groups.map((group) => ({ box: boxOf(group), rows: group }));
}
