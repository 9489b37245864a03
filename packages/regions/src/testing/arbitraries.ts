import fc from 'fast-check';
import { expect } from 'vitest';
import type { Size } from '../geometry.ts';
import { fromCorners, type Region } from '../region.ts';

const coordinate = fc.integer({ min: -5000, max: 5000 });

/** Any region with whole edges, empty ones and ones beyond an image included. */
export const anyRegion: fc.Arbitrary<Region> = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map((corners) => fromCorners(...corners));

/** Any size of an image. */
export const anySize: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
});

/** Expects the edges of two regions to agree to a millionth of a pixel. */
export function closeTo(actual: Region | undefined, expected: Region): void {
  for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
    expect(actual?.[edge], edge).toBeCloseTo(expected[edge], 6);
  }
}
