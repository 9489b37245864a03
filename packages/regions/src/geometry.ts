import type { Region } from './region.ts';

/** Size of an image, in pixels. */
export interface Size {
  /** Pixels from left to right. */
  readonly width: number;
  /** Pixels from top to bottom. */
  readonly height: number;
}

/** Width of a region in pixels; 0 when its right edge is not right of its left edge. */
export function width(region: Region): number {
  return Math.max(0, region.right - region.left);
}

/** Height of a region in pixels; 0 when its bottom edge is not below its top edge. */
export function height(region: Region): number {
  return Math.max(0, region.bottom - region.top);
}

/** Area of a region in square pixels; 0 for an empty one. */
export function area(region: Region): number {
  return width(region) * height(region);
}

/**
 * The region that two regions share, in pixels, or `undefined` when they share no area: regions that merely
 * touch don't intersect.
 */
export function intersection(a: Region, b: Region): Region | undefined {
  const shared = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return shared.left < shared.right && shared.top < shared.bottom ? shared : undefined;
}

/**
 * The smallest region that holds both, in pixels: their common bounding box. For many,
 * `regions.reduce((a, b) => union(a, b))`.
 */
export function union(a: Region, b: Region): Region {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/**
 * Intersection over union: the shared area of two regions divided by the area that they cover together, the
 * usual measure of how well a found region matches an expected one. From 0 (nothing shared) to 1 (equal);
 * 0 when either is empty.
 */
export function iou(a: Region, b: Region): number {
  const both = intersection(a, b);
  if (!both) return 0;
  const shared = area(both);
  return shared / (area(a) + area(b) - shared);
}

/** Whether no part of `inner` lies outside `outer`; shared edges count as inside. */
export function contains(outer: Region, inner: Region): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}

/**
 * Cuts a region to the image, so that its edges lie within 0 and the image's width and height, in pixels. A
 * region wholly outside becomes an empty one (area 0) on the nearest border.
 */
export function clamp(region: Region, image: Size): Region {
  return {
    left: between(0, region.left, image.width),
    top: between(0, region.top, image.height),
    right: between(0, region.right, image.width),
    bottom: between(0, region.bottom, image.height),
  };
}

/** Moves a region by `dx` pixels to the right and `dy` pixels down; negative numbers go the other way. */
export function translate(region: Region, dx: number, dy: number): Region {
  return {
    left: region.left + dx,
    top: region.top + dy,
    right: region.right + dx,
    bottom: region.bottom + dy,
  };
}

/**
 * Scales a region about the image's top left corner, as when the image itself is resized; the result is in
 * pixels of the resized image, not rounded.
 *
 * @param region - in pixels
 * @param sx - factor for x, above 0: width of the resized image divided by the width before
 * @param sy - factor for y, above 0; the same as `sx` by default
 * @throws RangeError when a factor is not a finite number above 0
 */
export function scale(region: Region, sx: number, sy: number = sx): Region {
  for (const factor of [sx, sy]) {
    if (!(factor > 0 && factor < Infinity)) {
      throw new RangeError(`scale: expected a finite factor above 0, found ${factor}`);
    }
  }
  return {
    left: region.left * sx,
    top: region.top * sy,
    right: region.right * sx,
    bottom: region.bottom * sy,
  };
}

function between(low: number, value: number, high: number): number {
  return Math.min(Math.max(low, value), high);
}
