import { boxOf, middle, quantile, type Row } from './row.ts';

/** A first line begins at least this far right of the others, in heights. */
const LEAST_INDENT = 0.7;

/** An indent is at most this deep, in heights: beyond, it is a centred line or a formula. */
const MOST_INDENT = 6;

/** A line that ends within this of the block's right edge is full, in heights. */
const FULL_LINE = 0.8;

/** The part of a block's lines that must be full for a short one to mean the end of a paragraph. */
const JUSTIFIED_SHARE = 0.6;

/** A last line ends at least this part of the block's width before the right edge. */
const SHORT_LINE = 0.2;

/** Blocks of fewer lines than this show no habit of indents or full lines. */
const LEAST_LINES = 3;

/** A step this much longer than the block's usual one parts paragraphs. */
const PARAGRAPH_STEP = 1.25;

/**
 * Splits a chain of rows into paragraphs: at a step that is longer than usual, before an indented line, and
 * after a short last line where lines are otherwise full.
 *
 * @param chain - rows from top to bottom, at least one
 * @returns paragraphs from top to bottom; together they have all rows of the chain
 */
export function splitParagraphs(chain: readonly Row[]): Row[][] {
  const paragraphs: Row[][] = [];
  const starts = chain.length < LEAST_LINES ? () => false : paragraphStarts(chain);
  for (const [i, row] of chain.entries()) {
    if (i === 0 || starts(i)) paragraphs.push([row]);
    else paragraphs.at(-1)?.push(row);
  }
  return paragraphs;
}

/** Fewer full lines than this below each other may be chance, as in a column of a table. */
const LEAST_TEXT_LINES = 4;

/** Running text is set at least this wide, in heights: some fifteen letters. */
const LEAST_TEXT_WIDTH = 8;

/** Whether a chain of rows is running text, set full at both sides, rather than a column of a table. */
export function isRunningText(chain: readonly Row[]): boolean {
  if (chain.length < LEAST_TEXT_LINES) return false;
  const { left, right } = boxOf(chain);
  const height = medianHeight(chain);
  const full = chain.filter(
    ({ box }) => right - box.right <= FULL_LINE * height && box.left - left <= FULL_LINE * height,
  );
  return right - left >= LEAST_TEXT_WIDTH * height && full.length >= JUSTIFIED_SHARE * chain.length;
}

function medianHeight(rows: readonly Row[]): number {
  return quantile(
    rows.map(({ thickness }) => thickness),
    0.5,
  );
}

/** Says for an index above 0 whether a paragraph begins with that row. */
function paragraphStarts(chain: readonly Row[]): (index: number) => boolean {
  const { right, left: leftmost } = boxOf(chain);
  const height = medianHeight(chain);
  const left = quantile(
    chain.map(({ box }) => box.left),
    0.5,
  );
  const steps = chain.map((row, i) =>
    i === 0 ? Number.NaN : middle(row.box) - middle((chain[i - 1] as Row).box),
  );
  const usualStep = quantile(steps.slice(1), 0.5);
  const isFull = ({ box }: Row): boolean => right - box.right <= FULL_LINE * height;
  const justified = chain.filter(isFull).length >= JUSTIFIED_SHARE * chain.length;
  const indent = (row: Row): number => (row.box.left - left) / height;

  return (index) => {
    const row = chain[index] as Row;
    const before = chain[index - 1] as Row;
    if ((steps[index] as number) > PARAGRAPH_STEP * usualStep) return true;
    if (!justified) return false;
    // The first line of a paragraph is indented at the left but full at the right; a centred one is neither.
    const deep = indent(row) >= LEAST_INDENT && indent(row) <= MOST_INDENT;
    if (deep && isFull(row) && indent(before) < LEAST_INDENT / 2) return true;
    return right - before.box.right >= SHORT_LINE * (right - leftmost);
  };
}
