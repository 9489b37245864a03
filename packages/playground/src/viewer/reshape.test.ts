import type { Region } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, gripAt, handlePoint, handles, keepOnPage, move, reshape, toWholePixels } from './reshape.ts';

const page = { width: 200, height: 300 };
const coordinate = fc.double({ min: -400, max: 700, noNaN: true });
const region: fc.Arbitrary<Region> = fc.record({
  left: coordinate,
  top: coordinate,
  right: coordinate,
  bottom: coordinate,
});

function expectOnPage({ left, top, right, bottom }: Region): void {
  expect(left).toBeGreaterThanOrEqual(0);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(page.width + 1e-9);
  expect(bottom).toBeLessThanOrEqual(page.height + 1e-9);
  expect(right - left).toBeGreaterThanOrEqual(1 - 1e-9);
  expect(bottom - top).toBeGreaterThanOrEqual(1 - 1e-9);
}

it('whatever is done to a region, it stays on the page and has a pixel', () => {
  fc.assert(
    fc.property(region, coordinate, coordinate, fc.constantFrom(...handles), (one, dx, dy, grip) => {
      expectOnPage(keepOnPage(one, page));
      expectOnPage(move(one, dx, dy, page));
      expectOnPage(reshape(one, grip, dx, dy, page));
      expectOnPage(drawn({ x: one.left, y: one.top }, { x: one.right, y: one.bottom }, page));
    }),
  );
});

it('moving keeps the size', () => {
  fc.assert(
    fc.property(region, coordinate, coordinate, (one, dx, dy) => {
      const from = keepOnPage(one, page);
      const to = move(from, dx, dy, page);
      expect(to.right - to.left).toBeCloseTo(from.right - from.left, 6);
      expect(to.bottom - to.top).toBeCloseTo(from.bottom - from.top, 6);
    }),
  );
});

describe('a grip', () => {
  const square = { left: 100, top: 100, right: 200, bottom: 200 };

  it('is what the pointer is on', () => {
    expect(gripAt(square, { x: 101, y: 99 }, 6)).toEqual({ x: -1, y: -1 });
    expect(gripAt(square, { x: 150, y: 203 }, 6)).toEqual({ x: 0, y: 1 });
    expect(gripAt(square, { x: 150, y: 150 }, 6)).toEqual({ x: 0, y: 0 });
    expect(gripAt(square, { x: 150, y: 210 }, 6)).toBeUndefined();
  });

  it('of every handle is that handle', () => {
    for (const grip of handles) expect(gripAt(square, handlePoint(square, grip), 6)).toEqual(grip);
  });

  it('leaves a small region a middle to move it by', () => {
    const small = { left: 100, top: 100, right: 108, bottom: 108 };
    expect(gripAt(small, { x: 104, y: 104 }, 20)).toEqual({ x: 0, y: 0 });
  });

  it('moves its edges alone, to the opposite one at most', () => {
    expect(reshape(square, { x: 1, y: 0 }, -500, 50, page)).toEqual({ ...square, right: 101 });
    expect(reshape(square, { x: -1, y: -1 }, -5, 7, page)).toEqual({ ...square, left: 95, top: 107 });
  });
});

it('edges that did not move stay fractions, those that did are whole', () => {
  const original = { left: 1.5, top: 2.5, right: 30.5, bottom: 40.5 };
  expect(toWholePixels({ ...original, right: 50.2 }, original)).toEqual({ ...original, right: 50 });
});

it('a region is drawn from any corner to any other', () => {
  expect(drawn({ x: 50.4, y: 60 }, { x: 10, y: 20.6 }, page)).toEqual({
    left: 10,
    top: 21,
    right: 50,
    bottom: 60,
  });
});
