/**
 * An axis-aligned rectangle on a page image, in pixels of the image as it was sent: x grows to the right, y
 * downwards, and the origin is the image's top left corner.
 *
 * The edges lie between pixels, so a region is `right - left` pixels wide and `right` and `bottom` are
 * exclusive. Values may be fractions, and may overrun the image by a few pixels: the API answers
 * `bottom: 441` for an image 439 pixels high. Use `clamp` where that matters.
 */
export interface Region {
  /** Distance of the left edge from the image's left edge, in pixels. */
  readonly left: number;
  /** Distance of the top edge from the image's top edge, in pixels. */
  readonly top: number;
  /** Distance of the right edge from the image's left edge, in pixels; exclusive. */
  readonly right: number;
  /** Distance of the bottom edge from the image's top edge, in pixels; exclusive. */
  readonly bottom: number;
}

/**
 * The region between two opposite corners, in whichever order they come.
 *
 * @param x1 - x of one corner, in pixels
 * @param y1 - y of the same corner, in pixels
 * @param x2 - x of the opposite corner, in pixels
 * @param y2 - y of the opposite corner, in pixels
 */
export function fromCorners(x1: number, y1: number, x2: number, y2: number): Region {
  return {
    left: Math.min(x1, x2),
    top: Math.min(y1, y2),
    right: Math.max(x1, x2),
    bottom: Math.max(y1, y2),
  };
}
