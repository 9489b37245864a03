import type { Region } from '@detect-regions/regions';
import { boxOf, middle, quantile, type Row, ratio, rowOf, stepBetween } from './row.ts';

/** The parts of a loose line begin and end within this of its column's sides, in heights. */
const SAME_SIDE = 0.8;

/** Spaces in a line are at most this wide, in heights: a word too long for the line was left to the next. */
const MOST_SPACE = 7;

/** Parts of a line differ from the lines of the column in height by at most this factor. */
const MOST_HEIGHT_RATIO = 1.4;

/** From line to line it is at most this many times as far as in the column usually. */
const MOST_STEP_RATIO = 1.3;

/** …and at least this many times: words less far away stand in the line itself. */
const LEAST_STEP_RATIO = 0.6;

/** So many loose lines may follow each other; more are the rows of a table. */
const MOST_LINES = 2;

/**
 * Joins the words of loose lines: in narrow columns set full at both sides a line of few words has wide spaces, and
 * its words stand apart like the cells of a table. Such a line begins and ends where a full line above or below does.
 *
 * @param rows - all rows of the page
 * @param texts - chains of running text
 * @returns all rows from top to bottom, those of loose lines joined
 */
export function joinLooseLines(rows: readonly Row[], texts: readonly (readonly Row[])[]): Row[] {
  const words = new Set(rows);
  const joined: Row[] = [];
  for (const text of texts) {
    const column = columnOf(text);
    const full = text.filter((row) => words.has(row) && isFull([row], column));
    for (const row of full) words.delete(row);
    for (const row of full) {
      for (const direction of [-1, 1] as const) {
        for (const line of looseLines(row, direction, column, [...words])) {
          for (const word of line) words.delete(word);
          joined.push(rowOf(line.flatMap(({ pieces }) => pieces)));
        }
      }
    }
    for (const row of full) words.add(row);
  }
  return [...words, ...joined].sort((a, b) => middle(a.box) - middle(b.box));
}

/** What the lines of a text have in common, in pixels. */
interface Column {
  readonly box: Region;
  readonly height: number;
  readonly step: number;
}

function columnOf(text: readonly Row[]): Column {
  const steps = text.slice(1).map((row, i) => stepBetween(text[i] as Row, row));
  const heights = text.map(({ thickness }) => thickness);
  return { box: boxOf(text), height: quantile(heights, 0.5), step: quantile(steps, 0.5) };
}

/** The loose lines that follow a full one upwards (-1) or downwards (1), each in parts from left to right. */
function looseLines(full: Row, direction: 1 | -1, column: Column, words: readonly Row[]): Row[][] {
  const lines: Row[][] = [];
  let last = middle(full.box);
  while (lines.length <= MOST_LINES) {
    const parts = words.filter((word) => {
      const distance = (direction * (middle(word.box) - last)) / column.step;
      return distance >= LEAST_STEP_RATIO && distance <= MOST_STEP_RATIO && isInside(word, column);
    });
    // Boxes of upright text are taller than the text, so the line's middle may not be that of its words.
    if (parts.some((part) => lines.flat().includes(part))) break;
    parts.sort((a, b) => a.box.left - b.box.left);
    if (!isLoose(parts, column)) break;
    lines.push(parts);
    last = middle(boxOf(parts));
  }
  return lines.length <= MOST_LINES ? lines : [];
}

function isInside({ box }: Row, { box: { left, right }, height }: Column): boolean {
  return box.left >= left - SAME_SIDE * height && box.right <= right + SAME_SIDE * height;
}

function isFull(parts: readonly Row[], { box: { left, right }, height }: Column): boolean {
  const box = boxOf(parts);
  return box.left - left <= SAME_SIDE * height && right - box.right <= SAME_SIDE * height;
}

function isLoose(parts: readonly Row[], column: Column): boolean {
  if (parts.length < 2 || !isFull(parts, column)) return false;
  const spaces = parts.slice(1).map((part, i) => part.box.left - (parts[i] as Row).box.right);
  return (
    parts.every((part) => ratio(part.thickness, column.height) <= MOST_HEIGHT_RATIO) &&
    spaces.every((space) => space >= 0 && space <= MOST_SPACE * column.height)
  );
}
