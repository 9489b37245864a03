import type { Region } from '@detect-regions/regions';
import type { Point } from '../image/frame.ts';

/** A piece of text as the detector found it: a line, or a part of one. */
export interface TextBox {
  /** The bounding box, in pixels of the page as looked at. */
  readonly box: Region;
  /** The corners of the turned rectangle, clockwise as seen, beginning at the top left. */
  readonly corners: readonly [Point, Point, Point, Point];
  /** How tall the text is, in pixels: the shorter side of the rectangle, with some air around it. */
  readonly thickness: number;
  /** How sure the detector is, from 0 to 1: its mean probability over the core of the line. */
  readonly score: number;
}

/** A box on an image that was scaled by one factor across and another, nearly the same, down. */
export function scaleTextBox({ box, corners, thickness, score }: TextBox, sx: number, sy: number): TextBox {
  const at = ({ x, y }: Point): Point => ({ x: sx * x, y: sy * y });
  const [first, second, third, fourth] = corners;
  return {
    box: { left: sx * box.left, top: sy * box.top, right: sx * box.right, bottom: sy * box.bottom },
    corners: [at(first), at(second), at(third), at(fourth)],
    thickness: Math.sqrt(sx * sy) * thickness,
    score,
  };
}
