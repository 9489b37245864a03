import { quantile, type Row, stepBetween } from './row.ts';

/** A line that ends this far before the others leaves room for a word: an item ends with it, in heights. */
const ENDED_LINE = 1;

/** Lines that go on begin at least this far inside the first line of their item, in heights. */
const LEAST_HANG = 0.4;

/** …and at most this far: beyond, they are something else. */
const MOST_HANG = 4;

/** First lines of items begin within this of each other, in heights. */
const ALIGNMENT = 0.4;

/** A list has at least so many items of two lines or more: one may be chance. */
const LEAST_ITEMS = 2;

/** A step this much longer than the usual one ends a list. */
const LIST_STEP = 1.5;

/** A step this much longer than the usual one parts the line that leads up to a list from it. */
const LEAD_STEP = 1.25;

/** Lines of which each but the last is full: they belong together. */
type Unit = readonly Row[];

/** A part of a chain: a list, or other text. */
export interface Part {
  readonly isList: boolean;
  readonly lines: readonly Row[];
}

/**
 * Parts the lists in a chain of lines from the text before and after. A list is known by its hanging lines: those
 * that go on with an item begin further inside than the one that begins it.
 *
 * @param lines - from top to bottom, at least one
 * @returns parts from top to bottom; together they have all lines
 */
export function partLists(lines: readonly Row[]): Part[] {
  const height = quantile(
    lines.map(({ thickness }) => thickness),
    0.5,
  );
  const usual = quantile(
    lines.slice(1).map((line, i) => stepBetween(lines[i] as Row, line)),
    0.5,
  );
  const units = unitsOf(lines, height);
  const parts: Part[] = [];
  const add = (isList: boolean, unit: Unit): void => {
    const last = parts.at(-1);
    if (last && !isList && !last.isList) parts.splice(-1, 1, { isList, lines: [...last.lines, ...unit] });
    else parts.push({ isList, lines: unit });
  };
  for (let i = 0; i < units.length; ) {
    const length = listLength(units.slice(i), height, usual);
    const items = units.slice(i, i + Math.max(1, length));
    add(length > 0, items.flat());
    i += items.length;
  }
  return parts;
}

function unitsOf(lines: readonly Row[], height: number): Row[][] {
  const end = Math.max(...lines.map((line) => line.box.right));
  const units: Row[][] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before && end - before.box.right < ENDED_LINE * height) units.at(-1)?.push(line);
    else units.push([line]);
  }
  return units;
}

/** How many units from the first one on make a list; 0 when it begins none. */
function listLength(units: readonly Unit[], height: number, usual: number): number {
  const [first] = units;
  if (!first) return 0;
  const margin = (first[0] as Row).box.left;
  const hung: number[] = [];
  const goesOn = ({ box }: Row): boolean =>
    hung.some((place) => Math.abs(box.left - place) <= ALIGNMENT * height);
  let hanging = 0;
  let length = 0;
  let last: Row | undefined;
  for (const unit of units) {
    const [head, ...others] = unit as [Row, ...Row[]];
    // A ragged line ends early, and the item goes on all the same.
    if (last && unit.every(goesOn) && stepBetween(last, head) <= LEAD_STEP * usual) {
      length++;
      last = unit.at(-1);
      continue;
    }
    if (Math.abs(head.box.left - margin) > ALIGNMENT * height) break;
    const step = last ? stepBetween(last, head) : usual;
    // What leads up to a list is set apart from it.
    if (step > (hanging === 0 ? LEAD_STEP : LIST_STEP) * usual) break;
    const hang = others.map(({ box }) => (box.left - head.box.left) / height);
    if (!hang.every((depth) => depth >= LEAST_HANG && depth <= MOST_HANG)) break;
    hung.push(...others.map(({ box }) => box.left));
    if (hang.length > 0) hanging++;
    length++;
    last = unit.at(-1);
  }
  return hanging >= LEAST_ITEMS ? length : 0;
}
