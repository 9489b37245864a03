import type { Block } from './blocks.ts';
import { boxOf } from './row.ts';

/**
 * Reads what stands across the text, before its beginning or after its end, first or last: on a page of vertical
 * lines the level running head above all of them, and the folio below. By columns they would be read in between.
 *
 * @param blocks - in reading order, in the frame in which the text reads from left to right
 */
export function headsOutside(blocks: readonly Block[]): Block[] {
  const text = blocks.filter((block) => !standsAcross(block));
  if (text.length === 0) return [...blocks];
  const { left, right } = boxOf(text);
  const heads = blocks.filter((block) => standsAcross(block) && block.box.right <= left);
  const feet = blocks.filter((block) => standsAcross(block) && block.box.left >= right);
  const between = blocks.filter((block) => !heads.includes(block) && !feet.includes(block));
  return [...heads, ...between, ...feet];
}

function standsAcross({ rows }: Block): boolean {
  return rows.every(({ box }) => box.bottom - box.top > box.right - box.left);
}
