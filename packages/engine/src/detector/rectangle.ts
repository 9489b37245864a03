import type { Point } from '../image/frame.ts';

/** A rectangle that may be turned. */
export interface TurnedRectangle {
  /** Its middle, in pixels. */
  readonly centre: Point;
  /** Length of the sides along {@link TurnedRectangle.angle}, in pixels. */
  readonly width: number;
  /** Length of the other sides, in pixels. */
  readonly height: number;
  /** Clockwise, in radians, above -pi/4 and up to pi/4. */
  readonly angle: number;
}

/**
 * The convex hull of some points, by Andrew's monotone chain: clockwise as seen, without points in the middle
 * of a side.
 */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((p, q) => p.y - q.y || p.x - q.x);
  if (sorted.length < 3) return sorted;
  const right = halfHull(sorted);
  const left = halfHull(sorted.toReversed());
  return [...right.slice(0, -1), ...left.slice(0, -1)];
}

function halfHull(sorted: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of sorted) {
    while (hull.length >= 2) {
      const p = hull[hull.length - 2] as Point;
      const q = hull[hull.length - 1] as Point;
      const turn = (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x);
      if (turn > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/**
 * The rectangle of least area around a convex hull. One of its sides lies on a side of the hull (Freeman and
 * Shapira, 1975), so trying each is enough.
 *
 * @param hull - at least three points that don't lie on a line
 */
export function leastRectangle(hull: readonly Point[]): TurnedRectangle {
  let best: TurnedRectangle | undefined;
  let bestArea = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const p = hull[i] as Point;
    const q = hull[(i + 1) % hull.length] as Point;
    const angle = quarterTurn(Math.atan2(q.y - p.y, q.x - p.x));
    const rectangle = rectangleAt(hull, angle);
    const area = rectangle.width * rectangle.height;
    if (area < bestArea) {
      bestArea = area;
      best = rectangle;
    }
  }
  return best ?? rectangleAt(hull, 0);
}

/** The four corners, clockwise as seen, beginning at the top left. */
export function cornersOf({ centre, width, height, angle }: TurnedRectangle): [Point, Point, Point, Point] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (x: number, y: number): Point => ({
    x: centre.x + cos * x - sin * y,
    y: centre.y + sin * x + cos * y,
  });
  const [w, h] = [width / 2, height / 2];
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}

function rectangleAt(points: readonly Point[], angle: number): TurnedRectangle {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const along = cos * x + sin * y;
    const across = cos * y - sin * x;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centre: { x: cos * along - sin * across, y: sin * along + cos * across },
    width: right - left,
    height: bottom - top,
    angle,
  };
}

/** The same direction or one square to it, above -pi/4 and up to pi/4. */
function quarterTurn(angle: number): number {
  const quarter = Math.PI / 2;
  const turned = angle - quarter * Math.round(angle / quarter);
  return turned <= -quarter / 2 ? turned + quarter : turned;
}
