import type { Region } from '@detect-regions/regions';
import sharp, { type Sharp } from 'sharp';
import { ADVANCE, eachDot, LETTER_ROWS } from './pixel-font.ts';

/** Side of a letter's dot, in pixels: letters are 21 pixels high. */
const DOT = 3;

/** From the top of a line to the top of the next, in pixels. */
export const LINE_STEP = 34;

const WORDS =
  'THE CLERK WROTE A LETTER TO HIS SISTER IN THE TOWN ON THE RIVER AND SENT IT BY NIGHT TRAIN'.split(' ');

/** A page that tests print on; sizes in pixels. */
export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, row by row. */
  readonly data: Uint8Array;
}

/** An empty page of one grey. */
export function emptyPage(width: number, height: number, grey = 255): PrintedPage {
  return { width, height, data: new Uint8Array(3 * width * height).fill(grey) };
}

/** Prints one line of text, and gives back where it is. */
export function printLine(
  page: PrintedPage,
  text: string,
  left: number,
  top: number,
  { grey = 0, dot = DOT }: { grey?: number; dot?: number } = {},
): Region {
  eachDot(text, (column, row) => {
    for (let y = 0; y < dot; y++) {
      const start = 3 * ((top + row * dot + y) * page.width + left + column * dot);
      page.data.fill(grey, start, start + 3 * dot);
    }
  });
  return { left, top, right: left + dot * (ADVANCE * text.length - 1), bottom: top + dot * LETTER_ROWS };
}

/**
 * Prints a paragraph in which all lines but the last are full.
 *
 * @param columns - letters that a full line has room for
 * @returns where each line is
 */
export function printParagraph(
  page: PrintedPage,
  lines: number,
  columns: number,
  left: number,
  top: number,
  { step = LINE_STEP, ...options }: { grey?: number; dot?: number; step?: number } = {},
): Region[] {
  let word = lines;
  return Array.from({ length: lines }, (_, line) => {
    let text = WORDS[word++ % WORDS.length] as string;
    const room = line === lines - 1 ? columns / 2 : columns;
    while (text.length < room) text += ` ${WORDS[word++ % WORDS.length]}`;
    return printLine(page, text.slice(0, room), left, top + line * step, options);
  });
}

/** The page as an image, to be encoded in any format or changed first. */
export function toSharp({ width, height, data }: PrintedPage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** The page as a PNG file. */
export function toPng(page: PrintedPage): Promise<Uint8Array> {
  return toSharp(page).png().toBuffer();
}
