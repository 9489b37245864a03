import type { Region } from '@detect-regions/regions';
import { type Piece, type Row, rowOf } from '../layout/row.ts';

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
