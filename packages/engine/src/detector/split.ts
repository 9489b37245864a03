import { regionCorners } from '../image/frame.ts';
import type { GreyRaster } from '../image/raster.ts';
import { type Blank, type Words, wordsIn } from './blanks.ts';
import { fitToInk } from './fit.ts';
import type { TextBox } from './text-box.ts';

/** Where a box may be parted. Lengths are in heights of its ink, but for `timesUsual`. */
interface Rule {
  /** A longer box is left whole. */
  readonly mostLength: number;
  /** A narrower blank is left, however narrow the others on the page. */
  readonly leastBlank: number;
  /** The blank is so many times as wide as the page's usual ones. */
  readonly timesUsual: number;
  /** What stands before the blank is at least this long. */
  readonly leastHead: number;
}

/**
 * Two columns. A longer box is running text, whose blanks may be wide because it is justified; a shorter head is the
 * number of a heading or an item.
 */
const COLUMNS: Rule = { mostLength: 20, leastBlank: 1.2, timesUsual: 2.5, leastHead: 2 };

/**
 * A word and what stands beside it, such as a code and its amount: no more than a few letters, so that a blank which
 * is wider than most can't come of justifying. A head shorter than a letter is a mark.
 */
const TWO_WORDS: Rule = { mostLength: 5, leastBlank: 0.8, timesUsual: 1.5, leastHead: 0.5 };

/** A second blank of this width says that the words of the box stand wide apart everywhere, in heights of the ink. */
const WIDE_SPACING = 0.5;

/** The page's usual blank is wider than this share of all: print in cells of one width has few that are narrower. */
const USUAL_SHARE = 0.75;

/** With fewer blanks than this, a page doesn't show how wide its usual ones are. */
const LEAST_BLANKS = 10;

/** Taken for the usual blank of such a page, in heights of the ink: about that of pages in proportional type. */
const COMMON_BLANK = 0.5;

/**
 * Splits the boxes that bridge two columns: an amount and what stands beside it on a receipt. How wide a blank must
 * be for that depends on the page, since one space is as wide in print of one pitch as a column's gap is elsewhere.
 * Each part is fitted to its ink again.
 *
 * @param boxes - all boxes of the page
 * @param image - the page in grey that they lie on
 * @returns the boxes in their order, the parts of one from left to right
 */
export function splitAtBlanks(boxes: readonly TextBox[], image: GreyRaster): TextBox[] {
  const measured = boxes.map((box) => ({ box, words: isShort(box) ? wordsIn(box, image) : undefined }));
  const usual = usualBlank(measured.flatMap(({ words }) => words ?? []));
  return measured.flatMap(({ box, words }) => {
    const cuts = words ? cutsIn(words, usual) : [];
    return cuts.length === 0 ? [box] : splitAt(box, cuts, image);
  });
}

/** Whether a box may be parted at all; ink is no higher than its box, so that this is seen without a look at pixels. */
function isShort({ box }: TextBox): boolean {
  return box.right - box.left <= COLUMNS.mostLength * (box.bottom - box.top);
}

/** Width of the wider ones among the blanks between the words of a page, in heights of their ink. */
function usualBlank(page: readonly Words[]): number {
  const widths = page.flatMap(({ blanks, inkHeight }) => blanks.map((blank) => widthOf(blank) / inkHeight));
  if (widths.length < LEAST_BLANKS) return COMMON_BLANK;
  widths.sort((a, b) => a - b);
  return widths[Math.floor(USUAL_SHARE * widths.length)] as number;
}

function cutsIn(words: Words, usual: number): Blank[] {
  const { inkHeight, start, end, blanks } = words;
  const isSpacedOut = blanks.filter((blank) => widthOf(blank) >= WIDE_SPACING * inkHeight).length > 1;
  const rules = isSpacedOut ? [COLUMNS] : [COLUMNS, TWO_WORDS];
  return blanks.filter((blank) =>
    rules.some(
      ({ mostLength, leastBlank, timesUsual, leastHead }) =>
        end - start <= mostLength * inkHeight &&
        widthOf(blank) >= Math.max(leastBlank, timesUsual * usual) * inkHeight &&
        blank.start - start >= leastHead * inkHeight,
    ),
  );
}

function splitAt(source: TextBox, cuts: readonly Blank[], image: GreyRaster): TextBox[] {
  const lefts = [source.box.left, ...cuts.map(({ end }) => end)];
  const rights = [...cuts.map(({ start }) => start), source.box.right];
  return lefts.map((left, i) => {
    const box = { ...source.box, left, right: rights[i] as number };
    return fitToInk({ ...source, box, corners: regionCorners(box) }, image);
  });
}

function widthOf({ start, end }: Blank): number {
  return end - start;
}
