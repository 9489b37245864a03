import { fromCorners, type Region } from '@detect-regions/regions';

/**
 * An affine map between two frames of coordinates, in the order of SVG's `matrix(a b c d e f)`:
 * `x' = a x + c y + e`, `y' = b x + d y + f`. x grows to the right, y downwards.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A point in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A map into a frame, together with that frame's size in pixels. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly map: Affine;
}

/** The map that changes nothing. */
export const identity: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The map that does `first` and then `second`. */
export function chain(first: Affine, second: Affine): Affine {
  return {
    a: second.a * first.a + second.c * first.b,
    b: second.b * first.a + second.d * first.b,
    c: second.a * first.c + second.c * first.d,
    d: second.b * first.c + second.d * first.d,
    e: second.a * first.e + second.c * first.f + second.e,
    f: second.b * first.e + second.d * first.f + second.f,
  };
}

/** The map that undoes another. All maps of this package can be undone: none squeezes the plane to a line. */
export function invert(map: Affine): Affine {
  const { a, b, c, d, e, f } = map;
  const determinant = a * d - b * c;
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  };
}

/** Where a point goes. */
export function mapPoint(map: Affine, { x, y }: Point): Point {
  return { x: map.a * x + map.c * y + map.e, y: map.b * x + map.d * y + map.f };
}

/** The bounding box of where a rectangle's corners go. */
export function mapRegion(map: Affine, region: Region): Region {
  return boundsOf(regionCorners(region).map((corner) => mapPoint(map, corner)));
}

/** The corners of a rectangle, clockwise as seen, beginning at the top left. */
export function regionCorners({ left, top, right, bottom }: Region): [Point, Point, Point, Point] {
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** The smallest rectangle around some points; empty at the origin when there are none. */
export function boundsOf(points: readonly Point[]): Region {
  if (points.length === 0) return fromCorners(0, 0, 0, 0);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** Scaling about the top left corner. */
export function scaling(sx: number, sy: number = sx): Affine {
  return { ...identity, a: sx, d: sy };
}

/**
 * Turning a frame clockwise about its middle, into the smallest upright frame that holds all of it.
 *
 * @param degrees - clockwise as seen, any number
 * @param width - of the frame before, in pixels
 * @param height - of the frame before, in pixels
 */
export function turning(degrees: number, width: number, height: number): Placement {
  const { cos, sin } = exactTurn(degrees);
  const turnedWidth = wholePixels(Math.abs(width * cos) + Math.abs(height * sin));
  const turnedHeight = wholePixels(Math.abs(width * sin) + Math.abs(height * cos));
  const map = {
    a: cos,
    b: sin,
    c: -sin,
    d: cos,
    e: turnedWidth / 2 - (cos * width - sin * height) / 2,
    f: turnedHeight / 2 - (sin * width + cos * height) / 2,
  };
  return { width: turnedWidth, height: turnedHeight, map };
}

/**
 * From stored pixels to the upright picture that an EXIF orientation asks for.
 *
 * @param orientation - the EXIF tag 0x0112, 1 to 8; any other number means upright
 * @param width - of the stored picture, in pixels
 * @param height - of the stored picture, in pixels
 */
export function orienting(orientation: number, width: number, height: number): Placement {
  switch (orientation) {
    case 2:
      return { width, height, map: { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 } };
    case 3:
      return { width, height, map: { a: -1, b: 0, c: 0, d: -1, e: width, f: height } };
    case 4:
      return { width, height, map: { a: 1, b: 0, c: 0, d: -1, e: 0, f: height } };
    case 5:
      return { width: height, height: width, map: { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 } };
    case 6:
      return { width: height, height: width, map: { a: 0, b: 1, c: -1, d: 0, e: height, f: 0 } };
    case 7:
      return { width: height, height: width, map: { a: 0, b: -1, c: -1, d: 0, e: height, f: width } };
    case 8:
      return { width: height, height: width, map: { a: 0, b: -1, c: 1, d: 0, e: 0, f: width } };
    default:
      return { width, height, map: identity };
  }
}

/** Cosine and sine, exact for quarter turns, so that these lose no pixel to rounding. */
function exactTurn(degrees: number): { cos: number; sin: number } {
  const turn = ((degrees % 360) + 360) % 360;
  switch (turn) {
    case 0:
      return { cos: 1, sin: 0 };
    case 90:
      return { cos: 0, sin: 1 };
    case 180:
      return { cos: -1, sin: 0 };
    case 270:
      return { cos: 0, sin: -1 };
    default: {
      const radians = (turn * Math.PI) / 180;
      return { cos: Math.cos(radians), sin: Math.sin(radians) };
    }
  }
}

/** The next whole number of pixels; rounding noise of the sines mustn't add one. */
function wholePixels(length: number): number {
  return Math.max(1, Math.ceil(length - 1e-6));
}
