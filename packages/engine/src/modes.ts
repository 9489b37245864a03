import { area, intersection, type Region } from '@detect-regions/regions';
import type { DsrMode } from '@detect-regions/spec';
import { type Point, regionCorners } from './image/frame.ts';
import { type Block, findBlocks, type Level } from './layout/blocks.ts';
import { headsOutside } from './layout/level-heads.ts';
import { inReadingOrder } from './layout/reading-order.ts';
import { boxOf, type Piece } from './layout/row.ts';
import { joinRows } from './layout/rows.ts';
import type { Rules } from './layout/rules.ts';
import { singleShapes, type Watch } from './watch.ts';

/** The outline of a region, in the frame of the text. */
export type Outline = readonly Point[];

/** What a mode works on: the text of a page in the frame in which it reads from left to right and downwards. */
export interface ModeInput {
  /** Pixels of the image as sent: DsrAndFilter treats small images in another way. */
  readonly sentPixels: number;
  /** Pieces of text at or above the confidence asked for. */
  readonly pieces: readonly Piece[];
  /** Pieces of text below that confidence, down to {@link WEAK_SCORE}. */
  readonly weakPieces: readonly Piece[];
  /** Whether lines are vertical on the page. */
  readonly vertical: boolean;
  /** What is drawn on the page: lines, boxes, coloured grounds. */
  readonly rules: Rules;
  /** Is told of each stage. */
  readonly watch?: Watch | undefined;
}

/** The score from which DsrPlusDetector adds text that no block covers, from 0 to 1. */
export const WEAK_SCORE = 0.3;

/** DsrAndFilter: an image below this has no structure worth analysing, in pixels (640 x 480). */
const SMALL_IMAGE = 307_200;

/** A piece counts as covered by a block when at least this part of its area lies in it. */
const COVERED = 0.5;

/** The modes that look at the text of a page; in NoDsrNoFilter the page is one region. */
export type TextMode = Exclude<DsrMode, 'NoDsrNoFilter'>;

/** The regions that a mode makes of the text on a page, in reading order. */
export function regionsOf(mode: TextMode, input: ModeInput): Outline[] {
  switch (mode) {
    case 'Regions':
      return blocksOf(input, 'paragraph').map(outlineOfBox);
    case 'DsrNoFilter':
      return blocksOf(input, 'zone').map(outlineOfBox);
    case 'DsrAndFilter':
      if (input.sentPixels >= SMALL_IMAGE) return blocksOf(input, 'zone').map(outlineOfBox);
      return input.pieces.length === 0 ? [] : [regionCorners(boxOf(input.pieces))];
    case 'LineDetector':
      return rowsOf(input).map(outlineOfBox);
    case 'TextDetector':
      return piecesOf(input).map(outlineOfBox);
    case 'PolygonalTextDetector':
    case 'CraftPoly':
      return piecesOf(input).map(({ source }) => source.corners);
    case 'DsrPlusDetector':
      return blocksAndLooseLines(input).map(outlineOfBox);
  }
}

function blocksOf({ pieces, rules, vertical, watch }: ModeInput, level: Level): readonly Block[] {
  const rows = joinRows(pieces);
  watch?.({ name: 'lines', shapes: singleShapes(rows) });
  const blocks = findBlocks(rows, rules, level, watch);
  return vertical ? headsOutside(blocks) : blocks;
}

function rowsOf(input: ModeInput): Block['rows'] {
  return blocksOf(input, 'paragraph').flatMap(({ rows }) => rows);
}

function piecesOf(input: ModeInput): readonly Piece[] {
  return rowsOf(input).flatMap(({ pieces }) => pieces);
}

function blocksAndLooseLines(input: ModeInput): readonly Block[] {
  const blocks = blocksOf(input, 'paragraph');
  const loose = input.weakPieces.filter((piece) => !blocks.some((block) => covers(block.box, piece.box)));
  const lines = joinRows(loose).map((row) => ({ box: row.box, rows: [row] }));
  const all = inReadingOrder([...blocks, ...lines]);
  return input.vertical ? headsOutside(all) : all;
}

function covers(outer: Region, inner: Region): boolean {
  const both = intersection(outer, inner);
  return both !== undefined && area(both) >= COVERED * area(inner);
}

function outlineOfBox({ box }: { readonly box: Region }): Outline {
  return regionCorners(box);
}
