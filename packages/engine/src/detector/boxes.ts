import { boundsOf, type Point } from '../image/frame.ts';
import { type Component, findComponents, type ProbabilityMap } from './components.ts';
import { convexHull, cornersOf, leastRectangle, type TurnedRectangle } from './rectangle.ts';
import type { TextBox } from './text-box.ts';

/**
 * Probability from which a pixel belongs to the core of a line. Lower than the .3 of the PaddleOCR defaults:
 * faint text is found, and the score of the box still keeps out what isn't text.
 */
const PIXEL_THRESHOLD = 0.2;

/**
 * How far a box grows beyond the core that the detector was trained to find, as a share of area over
 * perimeter. The detector shrinks lines by this rule in training; 0.9 gives back the height of the letters.
 */
const UNCLIP_RATIO = 0.9;

/**
 * How far a core reaches too far out on each side, in pixels of the map: its edge is soft, and the threshold
 * lies low on its slope. Small print has the same slope as large print, so it is taken off in pixels.
 */
const SOFT_EDGE = 0.8;

/**
 * The rectangle around a straight core holds no more paper than a rim of this width around the core's pixels would,
 * in pixels of the map. Around a bowed core it holds much more.
 */
const RIM = 1;

/** A core thinner than this is a speck or a rule, in pixels. */
const LEAST_CORE = 3;

/** More boxes than this on one page aren't text but texture; the largest are kept. */
const MOST_BOXES = 3000;

/**
 * Boxes of text from the detector's map, by the post-processing of "Real-time Scene Text Detection with
 * Differentiable Binarization" (Liao et al., 2020): components of the thresholded map, the least rectangle
 * around each, a mean probability as the score, and growth by area over perimeter less the core's soft edge.
 *
 * @param map - the detector's output
 * @param boxThreshold - boxes with a lower score are dropped, from 0 to 1
 * @returns boxes in pixels of the map
 */
export function findTextBoxes(map: ProbabilityMap, boxThreshold: number): TextBox[] {
  const boxes: TextBox[] = [];
  for (const component of largest(findComponents(map, PIXEL_THRESHOLD))) {
    const core = leastRectangle(convexHull(component.outline));
    if (Math.min(core.width, core.height) < LEAST_CORE) continue;
    const score = scoreOf(component, core, map);
    if (score < boxThreshold) continue;
    const offset = offsetOf(core);
    const corners = cornersOf(grow(core, Math.max(0, offset - SOFT_EDGE)));
    const thickness = Math.min(core.width, core.height) + 2 * offset;
    boxes.push({ box: boundsOf(corners), corners, thickness, score });
  }
  return boxes;
}

/**
 * Mean probability inside a core's rectangle. A line on curled paper is bowed, and its rectangle holds paper above and
 * below it, which says nothing about the line: then the mean of the core's own pixels counts, with a rim of paper.
 */
function scoreOf({ pixels, mean }: Component, core: TurnedRectangle, map: ProbabilityMap): number {
  const rim = RIM * 2 * (core.width + core.height);
  return Math.max(meanInside(map, cornersOf(core)), (mean * pixels) / (pixels + rim));
}

function largest(components: Component[]): Component[] {
  if (components.length <= MOST_BOXES) return components;
  return components.toSorted((a, b) => b.pixels - a.pixels).slice(0, MOST_BOXES);
}

/** How far a core lies within its line by the detector's training: area x ratio / perimeter. */
function offsetOf({ width, height }: TurnedRectangle): number {
  return (width * height * UNCLIP_RATIO) / (2 * (width + height));
}

/** Moves each side of a rectangle outwards by so many pixels. */
function grow(core: TurnedRectangle, distance: number): TurnedRectangle {
  return { ...core, width: core.width + 2 * distance, height: core.height + 2 * distance };
}

/**
 * Mean of the map over the pixels whose centres lie in a convex polygon; 0 when none does.
 *
 * @param polygon - corners in order, in either direction, in pixels of the map
 */
export function meanInside(map: ProbabilityMap, polygon: readonly Point[]): number {
  const { top, bottom } = boundsOf(polygon);
  const firstRow = Math.max(0, Math.ceil(top - 0.5));
  const lastRow = Math.min(map.height - 1, Math.floor(bottom - 0.5));
  let sum = 0;
  let pixels = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const [left, right] = crossings(polygon, row + 0.5);
    const first = Math.max(0, Math.ceil(left - 0.5));
    const last = Math.min(map.width - 1, Math.floor(right - 0.5));
    const offset = row * map.stride;
    for (let x = first; x <= last; x++) sum += map.data[offset + x] as number;
    pixels += Math.max(0, last - first + 1);
  }
  return pixels === 0 ? 0 : sum / pixels;
}

/** Where a horizontal line enters and leaves a convex polygon; an empty span when it misses. */
function crossings(polygon: readonly Point[], y: number): [number, number] {
  let left = Infinity;
  let right = -Infinity;
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i] as Point;
    const q = polygon[(i + 1) % polygon.length] as Point;
    if (p.y === q.y || y < Math.min(p.y, q.y) || y > Math.max(p.y, q.y)) continue;
    const x = p.x + ((y - p.y) / (q.y - p.y)) * (q.x - p.x);
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  return [left, right];
}
