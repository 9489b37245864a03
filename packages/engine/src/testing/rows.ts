import type { Region } from '@detect-regions/regions';
import { type Piece, type Row, rowOf } from '../layout/row.ts';
import type { Rules } from '../layout/rules.ts';
import type { Parted } from '../layout/separators.ts';

/** Height of the text in pieces that tests make, in pixels, unless they say otherwise. */
export const HEIGHT = 10;

/** A piece of text from x to x whose middle lies at a height y; sizes in pixels. */
export function piece(
  left: number,
  right: number,
  y: number,
  { height = HEIGHT, ink = 0.3 }: { height?: number; ink?: number } = {},
): Piece {
  const box: Region = { left, right, top: y - height / 2, bottom: y + height / 2 };
  const corners = [
    { x: box.left, y: box.top },
    { x: box.right, y: box.top },
    { x: box.right, y: box.bottom },
    { x: box.left, y: box.bottom },
  ] as const;
  return { box, thickness: height, ink, source: { box, corners, thickness: height, score: 0.9 } };
}

/** A row of one piece. */
export function row(...parameters: Parameters<typeof piece>): Row {
  return rowOf([piece(...parameters)]);
}

/** Rows below each other, 15 pixels apart, each from x to x. */
export function paragraph(top: number, spans: readonly (readonly [number, number])[]): Row[] {
  return spans.map(([left, right], line) => row(left, right, top + 15 * line));
}

/** A page with nothing but text on it. */
export const nothingDrawn: Rules = { horizontal: [], vertical: [] };

/** Parts no rows. */
export const unparted: Parted = () => false;

/** The four rules of a box, two pixels thick. */
export function drawnBox(left: number, top: number, right: number, bottom: number): Rules {
  return {
    horizontal: [top, bottom].map((y) => ({ left, top: y, right, bottom: y + 2 })),
    vertical: [left, right - 2].map((x) => ({ left: x, top, right: x + 2, bottom: bottom + 2 })),
  };
}

/** All rules of some drawings, in order. */
export function drawn(...parts: readonly Rules[]): Rules {
  return {
    horizontal: parts.flatMap(({ horizontal }) => horizontal).sort((a, b) => a.top - b.top),
    vertical: parts.flatMap(({ vertical }) => vertical).sort((a, b) => a.left - b.left),
  };
}
