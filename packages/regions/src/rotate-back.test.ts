import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from './geometry.ts';
import type { Region } from './region.ts';
import { rotateBack } from './rotate-back.ts';
import { anyRegion, anySize, closeTo } from './testing/arbitraries.ts';

/** Where a point of the image lies after a clockwise turn, and how large the turned image is. */
function turnPoint(x: number, y: number, degrees: number, image: Size): { x: number; y: number; size: Size } {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = (px: number, py: number): [number, number] => [px * cos - py * sin, px * sin + py * cos];
  const corners = [
    turned(0, 0),
    turned(image.width, 0),
    turned(0, image.height),
    turned(image.width, image.height),
  ];
  const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
  const [tx, ty] = turned(x, y);
  return {
    x: tx - Math.min(...xs),
    y: ty - Math.min(...ys),
    size: { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) },
  };
}

function turnRegion({ left, top, right, bottom }: Region, degrees: number, image: Size): Region {
  const corners = [
    turnPoint(left, top, degrees, image),
    turnPoint(right, top, degrees, image),
    turnPoint(left, bottom, degrees, image),
    turnPoint(right, bottom, degrees, image),
  ];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

const image = { width: 600, height: 800 };
const corner = { left: 0, top: 0, right: 50, bottom: 100 };

describe('rotateBack', () => {
  it.each([
    [0, { left: 0, top: 0, right: 50, bottom: 100 }],
    [90, { left: 700, top: 0, right: 800, bottom: 50 }],
    [180, { left: 550, top: 700, right: 600, bottom: 800 }],
    [270, { left: 0, top: 550, right: 100, bottom: 600 }],
    [-90, { left: 0, top: 550, right: 100, bottom: 600 }],
    [450, { left: 700, top: 0, right: 800, bottom: 50 }],
  ])("finds the page's top left corner again after %i degrees clockwise", (degrees, found) => {
    expect(rotateBack(found, { degrees, image })).toEqual(corner);
  });

  it('undoes quarter turns of any region', () => {
    fc.assert(
      fc.property(anyRegion, anySize, fc.integer({ min: -8, max: 8 }), (region, size, quarters) => {
        const degrees = quarters * 90;
        closeTo(rotateBack(turnRegion(region, degrees, size), { degrees, image: size }), region);
      }),
    );
  });

  it('covers the region that was there before the turn, whatever the angle', () => {
    const angle = fc.double({ min: -720, max: 720, noNaN: true });
    fc.assert(
      fc.property(anyRegion, anySize, angle, (region, size, degrees) => {
        const back = rotateBack(turnRegion(region, degrees, size), { degrees, image: size });
        expect(back.left).toBeLessThanOrEqual(region.left + 1e-6);
        expect(back.top).toBeLessThanOrEqual(region.top + 1e-6);
        expect(back.right).toBeGreaterThanOrEqual(region.right - 1e-6);
        expect(back.bottom).toBeGreaterThanOrEqual(region.bottom - 1e-6);
      }),
    );
  });

  it('is the bounding box of the tilted rectangle', () => {
    const at = turnPoint(300, 400, 45, image);
    const found = { left: at.x - 10, top: at.y - 10, right: at.x + 10, bottom: at.y + 10 };
    const half = 10 * Math.SQRT2;
    closeTo(rotateBack(found, { degrees: 45, image }), {
      left: 300 - half,
      top: 400 - half,
      right: 300 + half,
      bottom: 400 + half,
    });
  });

  it('takes the size of the turned image where it was padded or cropped about its centre', () => {
    const turned = { width: 804, height: 604 };
    const found = { left: 702, top: 2, right: 802, bottom: 52 };
    expect(rotateBack(found, { degrees: 90, image, turned })).toEqual(corner);
  });

  it.each([
    [{ degrees: Number.NaN, image }, 'degrees: expected a finite number, clockwise, found NaN'],
    [{ degrees: 1, image: { width: 0, height: 1 } }, 'image: expected a width and height in pixels'],
    [{ degrees: 1, image, turned: { width: 1, height: Number.NaN } }, 'turned: expected a width and height'],
  ])('refuses %o', (turn, message) => {
    expect(() => rotateBack(corner, turn)).toThrow(RangeError);
    expect(() => rotateBack(corner, turn)).toThrow(message);
  });
});
