import { measure, type Style } from './text.ts';

/** One line of a paragraph: its words, and whether it is the last, which is never stretched. */
export interface BrokenLine {
  readonly words: readonly string[];
  readonly last: boolean;
}

/** Where a word may be divided; shown in no output. */
const divisionPoint = '‧';

interface Piece {
  readonly text: string;
  /** Whether a space follows; else the piece may end a line with a hyphen. */
  readonly space: boolean;
}

/** How far a word space may shrink in text that fills its lines, as a share of its natural width. */
const squeeze = 0.7;

export interface LineBreaking {
  /** Width of the column, in pixels. */
  readonly width: number;
  /** By how much the first line is shorter, in pixels. Default: 0. */
  readonly indent?: number;
  /** Whether word spaces may shrink so that the lines are filled; else no line is longer than the column. */
  readonly justify?: boolean;
}

/**
 * Breaks a text into lines of a width, so that the sum of the squared deviations from the natural word space
 * is least over the whole paragraph. Words may be divided where the text has U+2027, at a price.
 *
 * @param text - words separated by spaces
 * @param style - sets the width of the words
 */
export function breakLines(
  text: string,
  style: Style,
  { width, indent = 0, justify }: LineBreaking,
): BrokenLine[] {
  const pieces = text.split(' ').flatMap((word) => {
    const parts = word.split(divisionPoint);
    return parts.map((part, index): Piece => ({ text: part, space: index === parts.length - 1 }));
  });
  const space = measure(' ', style);
  const narrowest = space * (justify ? squeeze : 1);

  // best[n]: the cheapest way to set the first n pieces in whole lines.
  const best: { cost: number; start: number }[] = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= pieces.length; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, start: end - 1 };
    for (let start = end - 1; start >= 0; start--) {
      const words = join(pieces, start, end);
      const room = width - (start === 0 ? indent : 0);
      const natural = words.reduce((sum, word) => sum + measure(word, style), 0);
      if (natural + narrowest * (words.length - 1) > room && start < end - 1) break;
      const cost = (best[start]?.cost ?? 0) + lineCost(words, natural, room, space, end === pieces.length);
      if (cost < choice.cost) choice = { cost, start };
    }
    best[end] = choice;
  }

  const lines: BrokenLine[] = [];
  for (let end = pieces.length; end > 0; ) {
    const { start } = best[end] ?? { start: 0 };
    lines.unshift({ words: join(pieces, start, end), last: end === pieces.length });
    end = start;
  }
  return lines;
}

function join(pieces: readonly Piece[], start: number, end: number): string[] {
  const words: string[] = [];
  let open = false;
  pieces.slice(start, end).forEach((piece, index, line) => {
    const divided = !piece.space && index === line.length - 1;
    const text = divided ? `${piece.text}-` : piece.text;
    if (open) words.push((words.pop() ?? '') + text);
    else words.push(text);
    open = !piece.space;
  });
  return words;
}

function lineCost(
  words: readonly string[],
  natural: number,
  room: number,
  space: number,
  last: boolean,
): number {
  const hyphen = words.at(-1)?.endsWith('-') ? 0.5 : 0;
  const left = room - natural - space * (words.length - 1);
  if (last && left >= 0) return 0.1;
  if (words.length === 1) return 50;
  return (left / (space * (words.length - 1))) ** 2 * 4 + hyphen;
}
