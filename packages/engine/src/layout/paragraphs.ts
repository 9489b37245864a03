import { partLists } from './lists.ts';
import { quantile, type Row, stepBetween, weightOf } from './row.ts';

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

/** The part of a block's lines that must be full for indents to begin paragraphs: entries of a contents have none. */
const FLOWING_SHARE = 0.2;

/** A last line ends at least this part of the block's width before its end. */
const SHORT_LINE = 0.2;

/** Margins of a centred line differ by at most this, in heights. */
const CENTRED = 1;

/** Indents of one text are equal within this, in heights. */
const SAME_INDENT = 0.25;

/** Blocks of fewer lines than this show no habit of indents or full lines. */
const LEAST_LINES = 3;

/** A step this much longer than the block's usual one parts paragraphs; noise stays below a tenth. */
const PARAGRAPH_STEP = 1.15;

/**
 * Where a quarter of the steps are that long, as between the items of a list, one must be longer than they are, unless
 * the line above is short.
 */
const LOOSER_STEP = 1.1;

/** A step this much longer than the block's usual one parts paragraphs, whatever the others are. */
const LONG_STEP = 1.25;

/** A first line that is short is a heading when its weight is this many times that of the line below: it is bold. */
const HEADING_WEIGHT = 1.38;

/** For a line that is shorter than half the block, less of a difference is enough. */
const SHORT_HEADING_WEIGHT = 1.25;

/** What the lines of a chain have in common; positions in pixels. */
interface Habit {
  readonly first: Row;
  readonly height: number;
  /** The least, the usual start and the greatest end of a line. */
  readonly margin: number;
  readonly start: number;
  readonly end: number;
  /** From the middle of a line to the middle of the next: the median, and the third quartile over it. */
  readonly step: number;
  readonly looseness: number;
  /** Lines are broken where they are full, at least now and then: it's text, not entries below each other. */
  readonly flows: boolean;
  readonly justified: boolean;
  /** Where lines stand in time and again. */
  readonly indents: readonly number[];
}

/**
 * Splits a chain of rows into paragraphs: at a step that is longer than usual, after a bold heading, before an
 * indented line, and after a short last line where lines are otherwise full. A list whose lines hang stays
 * together.
 *
 * @param chain - rows from top to bottom, at least one
 * @returns paragraphs from top to bottom; together they have all rows of the chain
 */
export function splitParagraphs(chain: readonly Row[]): Row[][] {
  if (chain.length < LEAST_LINES) return [[...chain]];
  return partLists(chain).flatMap(({ isList, lines }) => (isList ? [[...lines]] : splitText(lines)));
}

function splitText(lines: readonly Row[]): Row[][] {
  if (lines.length < LEAST_LINES) return [[...lines]];
  const habit = habitOf(lines);
  const paragraphs: Row[][] = [];
  for (const [i, line] of lines.entries()) {
    const paragraph = paragraphs.at(-1);
    if (!paragraph || begins(paragraph, line, lines[i + 1], habit)) paragraphs.push([line]);
    else paragraph.push(line);
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
  const { height, margin, end } = habitOf(chain);
  const full = chain.filter(
    ({ box }) => end - box.right <= FULL_LINE * height && box.left - margin <= FULL_LINE * height,
  );
  return end - margin >= LEAST_TEXT_WIDTH * height && full.length >= JUSTIFIED_SHARE * chain.length;
}

function habitOf(lines: readonly Row[]): Habit {
  const height = quantile(
    lines.map(({ thickness }) => thickness),
    0.5,
  );
  const starts = lines.map(({ box }) => box.left);
  const end = Math.max(...lines.map((line) => line.box.right));
  const steps = lines.slice(1).map((line, i) => stepBetween(lines[i] as Row, line));
  const step = quantile(steps, 0.5);
  const full = lines.filter((line) => end - line.box.right <= FULL_LINE * height);
  const margin = Math.min(...starts);
  const start = quantile(starts, 0.5);
  return {
    first: lines[0] as Row,
    height,
    margin,
    start,
    end,
    step,
    looseness: quantile(steps, 0.75) / step,
    indents: repeated(
      starts.filter((place) => place - start >= LEAST_INDENT * height),
      SAME_INDENT * height,
    ),
    flows: full.length >= FLOWING_SHARE * lines.length,
    justified: full.length >= JUSTIFIED_SHARE * lines.length,
  };
}

/** The places that have another one near. */
function repeated(places: readonly number[], tolerance: number): number[] {
  return places.filter((place, i) =>
    places.some((other, k) => k !== i && Math.abs(other - place) <= tolerance),
  );
}

/**
 * Whether a paragraph begins with a line.
 *
 * @param above - the lines of the paragraph above, at least one
 * @param below - the line below, if there is one
 */
function begins(above: readonly Row[], line: Row, below: Row | undefined, habit: Habit): boolean {
  const before = above.at(-1) as Row;
  const { height, start, end } = habit;
  const step = stepBetween(before, line) / habit.step;
  if (isLongStep(step, habit)) return true;
  const width = end - habit.margin;
  const shortage = end - before.box.right;
  const ended = shortage >= ENDED_LINE * height;
  const isFirst = before === habit.first;
  if (isFirst && ended) {
    const least = shortage > width / 2 ? SHORT_HEADING_WEIGHT : HEADING_WEIGHT;
    if (weightOf(before) > least * weightOf(line)) return true;
  }
  const indent = (line.box.left - start) / height;
  const standsIn = indent <= MOST_INDENT && !isCentred(line, habit);
  if (standsIn && ended && habit.flows) {
    const further = (line.box.left - before.box.left) / height;
    if (further >= (indent >= LEAST_INDENT / 2 ? LEAST_INDENT : SURE_INDENT)) return true;
  }
  const atMargin = (other: Row): boolean => other.box.left - start < (LEAST_INDENT / 2) * height;
  const isShort = (other: Row): boolean => end - other.box.right >= SHORT_LINE * width;
  if (step > PARAGRAPH_STEP && isShort(before) && atMargin(line)) return true;
  if (!habit.justified) return false;
  // Without a line below that goes on, it may be the last line of a paragraph that is read the other way.
  if (standsIn && indent >= LEAST_INDENT && atMargin(before) && below && atMargin(below)) return true;
  // A short line under another short one is no paragraph of its own, but the next of several: code, an address.
  const goesOn = !isFirst && isShort(line) && indent < LEAST_INDENT && above.every(isShort);
  return isShort(before) && !goesOn;
}

function isLongStep(step: number, { looseness }: Habit): boolean {
  return step > LONG_STEP || step > Math.max(PARAGRAPH_STEP, LOOSER_STEP * looseness);
}

/** The first line of a paragraph stands in but is full; a centred one is neither. */
function isCentred(line: Row, habit: Habit): boolean {
  const { height, margin, end } = habit;
  const shortage = end - line.box.right;
  const isUsual = habit.indents.some((place) => Math.abs(place - line.box.left) <= SAME_INDENT * height);
  return (
    !isUsual &&
    shortage > FULL_LINE * height &&
    Math.abs(line.box.left - margin - shortage) <= CENTRED * height
  );
}
