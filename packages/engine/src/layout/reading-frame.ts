import type { Size } from '@detect-regions/regions';
import type { Language } from '@detect-regions/spec';
import type { TextBox } from '../detector/text-box.ts';
import { type Affine, identity, mapPoint, mapRegion, orienting, turning } from '../image/frame.ts';
import type { Piece } from './row.ts';

/**
 * The API's languages that are written from right to left: in the Arabic script, and Hebrew. Languages with
 * more than one script (Kurdish, Azerbaijani, Hausa…) count by the left-to-right one.
 */
const RIGHT_TO_LEFT: ReadonlySet<Language> = new Set<Language>([
  'Arabic',
  'Gilaki',
  'Hebrew',
  'Persian',
  'Urdu',
  'Uyghur',
]);

/** The API's languages that are set in vertical lines as well as in level ones: Japanese, Korean, all Chinese. */
const MAY_BE_VERTICAL: ReadonlySet<Language> = new Set<Language>([
  'Cantonese',
  'Chinese',
  'Gan',
  'Hakka',
  'Japanese',
  'Korean',
  'Min_Bei',
  'Min_Dong',
  'Min_Nan',
  'Pu_Xian',
  'Wu',
  'Xiang',
]);

/** Whether lines of a language may stand upright, to be read from top to bottom and from right to left. */
export function mayBeVertical(language: Language): boolean {
  return MAY_BE_VERTICAL.has(language);
}

/** The frame in which a page reads as English does. */
export interface ReadingFrame {
  /** From the page as looked at. */
  readonly map: Affine;
  /** Whether lines are vertical on the page. */
  readonly vertical: boolean;
}

/**
 * The frame in which a page reads as English does: along lines from left to right, and from one line to the next
 * downwards. A page in Arabic is mirrored into it, and a page of vertical lines turned anticlockwise by a quarter.
 * All grouping works in this frame, so it needs to know one direction only.
 *
 * @param pieces - all text of the page; where a language has both, it tells whether lines are vertical
 * @param page - size of the page as looked at, in pixels
 */
export function readingFrame(language: Language, pieces: readonly Piece[], page: Size): ReadingFrame {
  const { width, height } = page;
  if (RIGHT_TO_LEFT.has(language)) return { map: orienting(MIRRORED, width, height).map, vertical: false };
  const vertical = mayBeVertical(language) && standUpright(pieces);
  return { map: vertical ? turning(-90, width, height).map : identity, vertical };
}

/** The EXIF orientation of a picture whose left and right are exchanged. */
const MIRRORED = 2;

/** A piece this many times longer than thick is more than one letter, and tells which way lines run. */
const LEAST_LENGTH = 1.5;

/** Whether most of the text stands in pieces that are higher than wide. */
function standUpright(pieces: readonly Piece[]): boolean {
  let upright = 0;
  let level = 0;
  for (const { box } of pieces) {
    const width = box.right - box.left;
    const height = box.bottom - box.top;
    if (height >= LEAST_LENGTH * width) upright += height;
    else if (width >= LEAST_LENGTH * height) level += width;
  }
  return upright > level;
}

/** A piece as it lies in another frame, to which the map is without scaling. */
export function pieceIn(map: Affine, piece: Piece): Piece {
  const box = mapRegion(map, piece.box);
  const corners = cornersIn(map, piece.source.corners);
  return { ...piece, box, source: { ...piece.source, box, corners } };
}

/** Corners in another frame: there too clockwise, beginning at the top left. */
function cornersIn(map: Affine, corners: TextBox['corners']): TextBox['corners'] {
  const [a, b, c, d] = corners;
  const mirrored = map.a * map.d - map.b * map.c < 0;
  const clockwise = (mirrored ? [a, d, c, b] : [a, b, c, d]).map((corner) => mapPoint(map, corner));
  const sums = clockwise.map(({ x, y }) => x + y);
  const first = sums.indexOf(Math.min(...sums));
  const at = (n: number): (typeof corners)[0] => clockwise[(first + n) % 4] as (typeof corners)[0];
  return [at(0), at(1), at(2), at(3)];
}
