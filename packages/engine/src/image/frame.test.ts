import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain, identity, invert, mapPoint, mapRegion, orienting, scaling, turning } from './frame.ts';

const side = fc.integer({ min: 1, max: 5000 });
const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe('turning', () => {
  it('turns clockwise: the top left corner goes to the top right after a quarter', () => {
    const { width, height, map } = turning(90, 200, 100);
    expect([width, height]).toEqual([100, 200]);
    expect(mapPoint(map, { x: 0, y: 0 })).toEqual({ x: 100, y: 0 });
  });

  it('is exact after four quarters', () => {
    fc.assert(
      fc.property(side, side, coordinate, coordinate, (width, height, x, y) => {
        let placement = { width, height, map: identity };
        for (let quarter = 0; quarter < 4; quarter++) {
          const next = turning(90, placement.width, placement.height);
          placement = { ...next, map: chain(placement.map, next.map) };
        }
        const back = mapPoint(placement.map, { x, y });
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it('holds all corners of the frame before, at any angle', () => {
    fc.assert(
      fc.property(fc.integer(), side, side, (degrees, width, height) => {
        const turned = turning(degrees, width, height);
        const box = mapRegion(turned.map, { left: 0, top: 0, right: width, bottom: height });
        expect(Math.min(box.left, box.top)).toBeGreaterThan(-1e-3);
        expect(box.right).toBeLessThan(turned.width + 1e-3);
        expect(box.bottom).toBeLessThan(turned.height + 1e-3);
      }),
    );
  });
});

describe('invert', () => {
  it('undoes any turn and scale', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        coordinate,
        coordinate,
        (d, s, x, y) => {
          const map = chain(scaling(s), turning(d, 640, 480).map);
          const back = mapPoint(invert(map), mapPoint(map, { x, y }));
          expect(back.x).toBeCloseTo(x, 4);
          expect(back.y).toBeCloseTo(y, 4);
        },
      ),
    );
  });
});

describe('orienting', () => {
  // Where the pixel at the top left of the stored picture is shown, by the EXIF specification's tag 0x0112.
  it.each([
    [1, 'left top'],
    [2, 'right top'],
    [3, 'right bottom'],
    [4, 'left bottom'],
    [5, 'left top'],
    [6, 'right top'],
    [7, 'right bottom'],
    [8, 'left bottom'],
  ])('shows the first pixel of orientation %i at the %s', (orientation, corner) => {
    const { width, height, map } = orienting(orientation, 30, 20);
    expect([width, height]).toEqual(orientation >= 5 ? [20, 30] : [30, 20]);
    const { x, y } = mapPoint(map, { x: 0.5, y: 0.5 });
    expect(`${x < width / 2 ? 'left' : 'right'} ${y < height / 2 ? 'top' : 'bottom'}`).toBe(corner);
  });

  it.each([5, 7])('mirrors as well as turns orientation %i', (orientation) => {
    const { a, b, c, d } = orienting(orientation, 30, 20).map;
    expect(a * d - b * c).toBe(-1);
  });
});
