import type { Page } from './page.ts';
import type { Box } from './text.ts';
import { turnedBox } from './turn.ts';

/** What a perfect detector finds on a scanned page, in pixels of the scan and in reading order. */
export interface Truth {
  readonly width: number;
  readonly height: number;
  /** Paragraphs, headings, captions, addresses, tables: what belongs together, one box each. */
  readonly blocks: readonly Box[];
  /** Lines of text, tight about the ink; wide gaps, as between an item and its price, part two lines. */
  readonly lines: readonly Box[];
}

/** The truth about a page that lies turned on the glass, by degrees clockwise. */
export function truthOf(page: Page, skew: number): Truth {
  return {
    width: page.width,
    height: page.height,
    blocks: page.blocks.map((block) => turnedBox(block.flat(), page, skew)),
    lines: page.blocks.flat().map((line) => turnedBox(line, page, skew)),
  };
}

/** The truth as JSON, one box a line. */
export function truthToJson({ width, height, blocks, lines }: Truth): string {
  const list = (boxes: readonly Box[]): string =>
    `[\n${boxes.map((box) => `    [${box.join(', ')}]`).join(',\n')}\n  ]`;
  return `{\n  "width": ${width},\n  "height": ${height},\n  "blocks": ${list(blocks)},\n  "lines": ${list(lines)}\n}\n`;
}
