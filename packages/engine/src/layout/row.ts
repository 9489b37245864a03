import { area, intersection, type Region, union } from '@detect-regions/regions';
import type { TextBox } from '../detector/text-box.ts';

/** A piece of text with what grouping needs to know of it. */
export interface Piece {
  /** Its box, in pixels of the page as looked at, where lines run level. */
  readonly box: Region;
  /** How tall the text is, in pixels. */
  readonly thickness: number;
  /** How dark it is printed: mean darkness inside the box, from 0 (paper) to 1. */
  readonly ink: number;
  /** The box of the detector that it stands for. */
  readonly source: TextBox;
}

/** A line of text: pieces side by side with no more than a word gap in between. */
export interface Row {
  /** Its box, in pixels of the page as looked at. */
  readonly box: Region;
  /** How tall the text is, in pixels: the mean of its pieces, weighted by their widths. */
  readonly thickness: number;
  /** How dark it is printed: the mean of its pieces, weighted by their widths. */
  readonly ink: number;
  /** From left to right; at least one. */
  readonly pieces: readonly Piece[];
}

/** The row that some pieces make. */
export function rowOf(pieces: readonly Piece[]): Row {
  const sorted = pieces.toSorted((a, b) => a.box.left - b.box.left);
  return {
    box: boxOf(sorted),
    thickness: weighted(sorted, ({ thickness }) => thickness),
    ink: weighted(sorted, ({ ink }) => ink),
    pieces: sorted,
  };
}

/** The bounding box of some things that have boxes; at least one. */
export function boxOf(parts: readonly { readonly box: Region }[]): Region {
  return parts.map(({ box }) => box).reduce(union);
}

/** The part of the narrower one's width that two boxes have in common, from 0 to 1. */
export function sharedWidth(a: Region, b: Region): number {
  return shared(a.left, a.right, b.left, b.right);
}

/** The part of the lower one's height that two boxes have in common, from 0 to 1. */
export function sharedHeight(a: Region, b: Region): number {
  return shared(a.top, a.bottom, b.top, b.bottom);
}

/** Whether at least the given part of a box's area lies in another one. */
export function liesIn(inner: Region, outer: Region, part: number): boolean {
  const both = intersection(inner, outer);
  return both !== undefined && area(both) >= part * area(inner);
}

/**
 * How much ink a line has along its length, in pixels: its darkness times its height. Unlike those two, it doesn't
 * depend on whether letters reach above and below the others.
 */
export function weightOf({ ink, thickness }: Row): number {
  return ink * thickness;
}

/** The middle of a box's height, in pixels. */
export function middle({ top, bottom }: Region): number {
  return (top + bottom) / 2;
}

/** From the middle of a row to the middle of the one below, in pixels. */
export function stepBetween(upper: Row, lower: Row): number {
  return middle(lower.box) - middle(upper.box);
}

/** The larger number over the smaller one, at least 1; Infinity when one of them is 0. */
export function ratio(a: number, b: number): number {
  return a === b ? 1 : Math.max(a, b) / Math.min(a, b);
}

/** The value below which the given share of some numbers lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function shared(from: number, to: number, otherFrom: number, otherTo: number): number {
  const length = Math.min(to, otherTo) - Math.max(from, otherFrom);
  return Math.max(0, length) / Math.max(1e-9, Math.min(to - from, otherTo - otherFrom));
}

function weighted(pieces: readonly Piece[], value: (piece: Piece) => number): number {
  let sum = 0;
  let weight = 0;
  for (const piece of pieces) {
    const width = piece.box.right - piece.box.left;
    sum += value(piece) * width;
    weight += width;
  }
  return weight === 0 ? 0 : sum / weight;
}
