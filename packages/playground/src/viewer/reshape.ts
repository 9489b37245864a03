import type { Region, Size } from '@detect-regions/regions';
import type { Point } from './camera.ts';

/**
 * What of a region is held: -1 is its left or top edge, 1 its right or bottom edge, 0 neither. Two edges are a
 * corner; none is the whole region.
 */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** The whole region, which moves. */
export const wholeRegion: Grip = { x: 0, y: 0 };

/** The eight handles, clockwise from the top left corner. */
export const handles: readonly Grip[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
];

/** A region is at least this wide and high when it was edited, in pixels of the picture. */
const smallestSide = 1;
/** What part of a small region's side belongs to its edges, so that there is a middle to move it by. */
const edgeShare = 0.25;

function clampTo(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function nearEdge(position: number, low: number, high: number, reach: number): -1 | 0 | 1 | undefined {
  if (position < low - reach || position > high + reach) return undefined;
  const inside = Math.min(reach, (high - low) * edgeShare);
  if (position <= low + inside) return -1;
  return position >= high - inside ? 1 : 0;
}

/** What a pointer holds of a region; `undefined` when it is not on it. All in CSS pixels of the stage. */
export function gripAt(region: Region, point: Point, reach: number): Grip | undefined {
  const x = nearEdge(point.x, region.left, region.right, reach);
  const y = nearEdge(point.y, region.top, region.bottom, reach);
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** Where a handle is, in the units of the region. */
export function handlePoint({ left, top, right, bottom }: Region, { x, y }: Grip): Point {
  return { x: left + ((right - left) * (x + 1)) / 2, y: top + ((bottom - top) * (y + 1)) / 2 };
}

/** Cuts a region to the page and puts its edges right; at least a pixel is left of it. */
export function keepOnPage(region: Region, page: Size): Region {
  const { left, right } = keepWithin(region.left, region.right, page.width);
  const { left: top, right: bottom } = keepWithin(region.top, region.bottom, page.height);
  return { left, top, right, bottom };
}

function keepWithin(first: number, second: number, length: number): { left: number; right: number } {
  const left = clampTo(Math.min(first, second), 0, Math.max(length - smallestSide, 0));
  return {
    left,
    right: clampTo(Math.max(first, second), left + smallestSide, Math.max(length, left + smallestSide)),
  };
}

/** Moves a region by pixels of the picture, with its size, up to the page's edges. */
export function move(region: Region, dx: number, dy: number, page: Size): Region {
  const { left, top, right, bottom } = keepOnPage(region, page);
  const x = clampTo(dx, -left, page.width - right);
  const y = clampTo(dy, -top, page.height - bottom);
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** Moves what is held of a region by pixels of the picture. An edge stops before the opposite one, and at the page's. */
export function reshape(region: Region, grip: Grip, dx: number, dy: number, page: Size): Region {
  if (grip.x === 0 && grip.y === 0) return move(region, dx, dy, page);
  const { left, top, right, bottom } = keepOnPage(region, page);
  return {
    left: grip.x === -1 ? clampTo(left + dx, 0, right - smallestSide) : left,
    top: grip.y === -1 ? clampTo(top + dy, 0, bottom - smallestSide) : top,
    right: grip.x === 1 ? clampTo(right + dx, left + smallestSide, page.width) : right,
    bottom: grip.y === 1 ? clampTo(bottom + dy, top + smallestSide, page.height) : bottom,
  };
}

/** Moves a region's edges to whole pixels; only those that changed, as the others are as they were detected. */
export function toWholePixels(region: Region, original: Region): Region {
  const whole = (edge: keyof Region): number =>
    region[edge] === original[edge] ? region[edge] : Math.round(region[edge]);
  return { left: whole('left'), top: whole('top'), right: whole('right'), bottom: whole('bottom') };
}

/** The region between two points that a person drew, in whole pixels on the page. */
export function drawn(from: Point, to: Point, page: Size): Region {
  const corners = { left: from.x, top: from.y, right: to.x, bottom: to.y };
  const { left, top, right, bottom } = keepOnPage(corners, page);
  return keepOnPage(
    { left: Math.round(left), top: Math.round(top), right: Math.round(right), bottom: Math.round(bottom) },
    page,
  );
}
