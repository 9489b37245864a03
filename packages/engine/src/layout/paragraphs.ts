import type { Direction } from './reading-order.ts';
import { middle, quantile, type Row } from './row.ts';

/** A first line begins at least this far inside the others, in heights. */
const LEAST_INDENT = 0.6;

/** A line that stands in from the one before, but hardly from the others, does so by at least this, in heights. */
const SURE_INDENT = 1;

/** An indent is at most this deep, in heights: beyond, it is a centred line or a formula. */
const MOST_INDENT = 3;

/** A line that ends within this of the block's end is full, in heights. */
const FULL_LINE = 0.8;

/** A line that ends this far before the block's end leaves room for a word: something ends with it, in heights. */
const ENDED_LINE = 1;

/** The part of a block's lines that must be full for a short one to mean the end of a paragraph. */
const JUSTIFIED_SHARE = 0.6;

/** A last line ends at least this part of the block's width before its end. */
const SHORT_LINE = 0.2;

/** Margins of a centred line differ by at most this, in heights. */
const CENTRED = 1;

/** Blocks of fewer lines than this show no habit of indents or full lines. */
const LEAST_LINES = 3;

/** A step this much longer than the block's usual one parts paragraphs; noise stays below a tenth. */
const PARAGRAPH_STEP = 1.15;

/** Where a quarter of the steps are that long, as between the items of a list, one must be longer than they are. */
const LOOSER_STEP = 1.1;

/** A step this much longer than the block's usual one parts paragraphs, whatever the others are. */
const LONG_STEP = 1.25;

/** A step this much longer than the usual one ends a list whose lines hang. */
const LIST_STEP = 1.4;

/** A first line that is short is a heading when its ink is this many times that of the line below: it is bold. */
const HEADING_INK = 1.38;

/** For a line that is shorter than half the block, less of a difference is enough. */
const SHORT_HEADING_INK = 1.25;

/** Lines that hang begin this far inside those that begin an item, in heights. */
const HANG = 0.4;

/** So many beginnings and ends of items show a habit of hanging lines. */
const LEAST_HANGING = 2;

/** They are more than this many times as many as beginnings of indented paragraphs. */
const HANGING_TO_INDENTED = 2;

/** Where a line begins and ends in the direction of reading, in pixels. */
interface Line {
  readonly row: Row;
  readonly start: number;
  readonly end: number;
}

/** What the lines of a chain have in common; positions in pixels. */
interface Habit {
  readonly height: number;
  /** The least, the usual start and the greatest end of a line. */
  readonly margin: number;
  readonly start: number;
  readonly end: number;
  /** From the middle of a line to the middle of the next: the median, and the third quartile over it. */
  readonly step: number;
  readonly looseness: number;
  readonly justified: boolean;
  readonly hanging: boolean;
}

/**
 * Splits a chain of rows into paragraphs: at a step that is longer than usual, after a bold heading, before an
 * indented line, and after a short last line where lines are otherwise full. A list whose lines hang stays
 * together.
 *
 * @param chain - rows from top to bottom, at least one
 * @returns paragraphs from top to bottom; together they have all rows of the chain
 */
export function splitParagraphs(chain: readonly Row[], direction: Direction): Row[][] {
  if (chain.length < LEAST_LINES) return [[...chain]];
  const lines = chain.map((row) => lineOf(row, direction));
  const habit = habitOf(lines);
  const paragraphs: Row[][] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || begins(before, line, habit, i === 1)) paragraphs.push([line.row]);
    else paragraphs.at(-1)?.push(line.row);
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
  const { height, margin, end } = habitOf(chain.map((row) => lineOf(row, 'left-to-right')));
  const full = chain.filter(
    ({ box }) => end - box.right <= FULL_LINE * height && box.left - margin <= FULL_LINE * height,
  );
  return end - margin >= LEAST_TEXT_WIDTH * height && full.length >= JUSTIFIED_SHARE * chain.length;
}

function lineOf(row: Row, direction: Direction): Line {
  const { left, right } = row.box;
  return direction === 'right-to-left'
    ? { row, start: -right, end: -left }
    : { row, start: left, end: right };
}

function habitOf(lines: readonly Line[]): Habit {
  const height = quantile(
    lines.map(({ row }) => row.thickness),
    0.5,
  );
  const starts = lines.map(({ start }) => start);
  const end = Math.max(...lines.map((line) => line.end));
  const steps = lines.slice(1).map((line, i) => stepBetween(lines[i] as Line, line));
  const step = quantile(steps, 0.5);
  const full = lines.filter((line) => end - line.end <= FULL_LINE * height);
  const margin = Math.min(...starts);
  return {
    height,
    margin,
    start: quantile(starts, 0.5),
    end,
    step,
    looseness: quantile(steps, 0.75) / step,
    justified: full.length >= JUSTIFIED_SHARE * lines.length,
    hanging: isHanging(lines, height, margin, end),
  };
}

function stepBetween(upper: Line, lower: Line): number {
  return middle(lower.row.box) - middle(upper.row.box);
}

/** Whether a paragraph begins with a line; `first` says that the line before is the chain's first one. */
function begins(before: Line, line: Line, habit: Habit, first: boolean): boolean {
  const { height, start, end } = habit;
  const step = stepBetween(before, line) / habit.step;
  if (isLongStep(step, habit)) return true;
  const width = end - habit.margin;
  const shortage = end - before.end;
  const ended = shortage >= ENDED_LINE * height;
  if (first && ended) {
    const least = shortage > width / 2 ? SHORT_HEADING_INK : HEADING_INK;
    if (before.row.ink > least * line.row.ink) return true;
  }
  if (habit.hanging) return false;
  const indent = (line.start - start) / height;
  const standsIn = indent <= MOST_INDENT && !isCentred(line, habit);
  if (standsIn && ended) {
    const further = (line.start - before.start) / height;
    if (further >= (indent >= LEAST_INDENT / 2 ? LEAST_INDENT : SURE_INDENT)) return true;
  }
  if (!habit.justified) return false;
  const atMargin = before.start - start < (LEAST_INDENT / 2) * height;
  return (standsIn && indent >= LEAST_INDENT && atMargin) || shortage >= SHORT_LINE * width;
}

function isLongStep(step: number, { hanging, looseness }: Habit): boolean {
  if (hanging) return step > LIST_STEP;
  return step > LONG_STEP || step > Math.max(PARAGRAPH_STEP, LOOSER_STEP * looseness);
}

/** The first line of a paragraph stands in but is full; a centred one is neither. */
function isCentred(line: Line, { height, start, end }: Habit): boolean {
  const shortage = end - line.end;
  return shortage > FULL_LINE * height && Math.abs(line.start - start - shortage) <= CENTRED * height;
}

/** Whether lines hang: those that begin an item stand out from those that go on. */
function isHanging(lines: readonly Line[], height: number, margin: number, end: number): boolean {
  const isDeep = ({ start }: Line): boolean => start - margin >= HANG * height;
  let hanging = 0;
  let indented = 0;
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || isDeep(line) === isDeep(before)) continue;
    // Items end before a line that stands out, paragraphs before one that stands in.
    const ended = end - before.end >= ENDED_LINE * height;
    if (ended === isDeep(line)) indented++;
    else hanging++;
  }
  return hanging >= LEAST_HANGING && hanging > HANGING_TO_INDENTED * indented;
}
