import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, cornersOf, leastRectangle } from './rectangle.ts';

const point = fc.record({ x: fc.integer({ min: 0, max: 50 }), y: fc.integer({ min: 0, max: 50 }) });

describe('convexHull', () => {
  it('drops points inside and in the middle of sides', () => {
    const square = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => ({ x, y })));
    expect(convexHull(square)).toHaveLength(4);
  });

  it('has no point of the set outside, and only points of the set as corners', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 40 }), (points) => {
        const hull = convexHull(points);
        for (const corner of hull) expect(points).toContain(corner);
        for (const [i, p] of hull.entries()) {
          const q = hull[(i + 1) % hull.length] ?? p;
          for (const r of points) {
            expect((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });
});

describe('leastRectangle', () => {
  it('finds a turned rectangle again', () => {
    const turned = cornersOf({ centre: { x: 40, y: 30 }, width: 50, height: 8, angle: 0.3 });
    const found = leastRectangle(convexHull(turned));
    expect(found.centre.x).toBeCloseTo(40, 6);
    expect(found.centre.y).toBeCloseTo(30, 6);
    expect([found.width, found.height, found.angle].map((n) => n.toFixed(6))).toEqual([
      '50.000000',
      '8.000000',
      '0.300000',
    ]);
  });

  it('holds every point, and is no larger than the upright one', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 40 }), (points) => {
        const { centre, width, height, angle } = leastRectangle(convexHull(points));
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        for (const { x, y } of points) {
          const along = cos * (x - centre.x) + sin * (y - centre.y);
          const across = cos * (y - centre.y) - sin * (x - centre.x);
          expect(Math.abs(along)).toBeLessThanOrEqual(width / 2 + 1e-6);
          expect(Math.abs(across)).toBeLessThanOrEqual(height / 2 + 1e-6);
        }
        const xs = points.map(({ x }) => x);
        const ys = points.map(({ y }) => y);
        const upright = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
        expect(width * height).toBeLessThanOrEqual(upright + 1e-6);
        expect(Math.abs(angle)).toBeLessThanOrEqual(Math.PI / 4 + 1e-9);
      }),
    );
  });

  it('begins the corners at the top left, clockwise', () => {
    const corners = cornersOf({ centre: { x: 5, y: 5 }, width: 4, height: 2, angle: 0 });
    expect(corners).toEqual([
      { x: 3, y: 4 },
      { x: 7, y: 4 },
      { x: 7, y: 6 },
      { x: 3, y: 6 },
    ]);
  });
});
