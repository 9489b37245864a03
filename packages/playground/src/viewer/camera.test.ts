import type { Region, Size } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  type Camera,
  clampCamera,
  fit,
  fitWidth,
  middle,
  type Point,
  pan,
  regionOnStage,
  reveal,
  scaleLimits,
  toPicture,
  toStage,
  zoomAt,
  zoomTo,
} from './camera.ts';

const pictures = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});
const stages = fc.record({
  width: fc.integer({ min: 60, max: 4000 }),
  height: fc.integer({ min: 60, max: 3000 }),
});
const cameras: fc.Arbitrary<Camera> = fc.record({
  scale: fc.double({ min: 0.001, max: 100, noNaN: true }),
  x: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
  y: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
});
const points: fc.Arbitrary<Point> = fc.record({
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
});

function pictureOnStage(camera: Camera, { width, height }: Size): Region {
  return regionOnStage(camera, { left: 0, top: 0, right: width, bottom: height });
}

function expectNear(actual: Point, expected: Point): void {
  expect(actual.x).toBeCloseTo(expected.x, 3);
  expect(actual.y).toBeCloseTo(expected.y, 3);
}

describe('points', () => {
  it('come back from the stage as they were on the picture', () => {
    fc.assert(
      fc.property(cameras, points, (camera, point) => {
        const back = toStage(camera, toPicture(camera, point));
        expectNear(back, point);
      }),
    );
  });
});

describe('a fitted picture', () => {
  it('is wholly on the stage, and centred', () => {
    fc.assert(
      fc.property(pictures, stages, (picture, stage) => {
        const { left, top, right, bottom } = pictureOnStage(fit(picture, stage), picture);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect((left + right) / 2).toBeCloseTo(stage.width / 2, 6);
        expect((top + bottom) / 2).toBeCloseTo(stage.height / 2, 6);
      }),
    );
  });

  it('is not enlarged to a blur', () => {
    expect(fit({ width: 10, height: 10 }, { width: 1000, height: 1000 }).scale).toBe(4);
  });

  it('by its width begins at the top of the page', () => {
    const camera = fitWidth({ width: 1000, height: 5000 }, { width: 548, height: 400 });
    expect(camera).toEqual({ scale: 0.5, x: 24, y: 24 });
  });

  it('by its width is centred when it is low', () => {
    const { y } = fitWidth({ width: 1000, height: 100 }, { width: 548, height: 400 });
    expect(y).toBe(175);
  });
});

describe('a clamped camera', () => {
  it('keeps half of the picture, or half of the stage, in sight, within the limits of zoom', () => {
    fc.assert(
      fc.property(cameras, pictures, stages, (camera, picture, stage) => {
        const clamped = clampCamera(camera, picture, stage);
        const { smallest, largest } = scaleLimits(picture, stage);
        expect(clamped.scale).toBeGreaterThanOrEqual(smallest);
        expect(clamped.scale).toBeLessThanOrEqual(largest);
        const { left, top, right, bottom } = pictureOnStage(clamped, picture);
        const across = Math.min(right, stage.width) - Math.max(left, 0);
        const down = Math.min(bottom, stage.height) - Math.max(top, 0);
        expect(across).toBeGreaterThan(Math.min(right - left, stage.width) / 2 - 1e-3);
        expect(down).toBeGreaterThan(Math.min(bottom - top, stage.height) / 2 - 1e-3);
      }),
    );
  });

  it('stays when it is clamped again', () => {
    fc.assert(
      fc.property(cameras, pictures, stages, (camera, picture, stage) => {
        const once = clampCamera(camera, picture, stage);
        expect(clampCamera(once, picture, stage)).toEqual(once);
      }),
    );
  });

  it('is where fitting puts it', () => {
    fc.assert(
      fc.property(pictures, stages, (picture, stage) => {
        const fitted = fit(picture, stage);
        expect(clampCamera(fitted, picture, stage)).toEqual(fitted);
      }),
    );
  });
});

describe('zooming', () => {
  const picture = { width: 1000, height: 1400 };
  const stage = { width: 800, height: 600 };

  it('keeps what is under the pointer there', () => {
    const insides = fc.record({
      x: fc.double({ min: 300, max: 500, noNaN: true }),
      y: fc.double({ min: 200, max: 400, noNaN: true }),
    });
    fc.assert(
      fc.property(insides, fc.double({ min: 1, max: 20, noNaN: true }), (point, factor) => {
        const from = fit(picture, stage);
        const to = zoomAt(from, factor, point, picture, stage);
        expectNear(toPicture(to, point), toPicture(from, point));
      }),
    );
  });

  it('in and out again comes back', () => {
    const from = fit(picture, stage);
    const there = zoomAt(from, 3, middle(stage), picture, stage);
    const back = zoomAt(there, 1 / 3, middle(stage), picture, stage);
    expect(back.scale).toBeCloseTo(from.scale, 9);
    expectNear(back, from);
  });

  it('stops at the limits, without moving the picture', () => {
    const { largest } = scaleLimits(picture, stage);
    const near = zoomAt(fit(picture, stage), 1e6, middle(stage), picture, stage);
    expect(near.scale).toBe(largest);
    expect(zoomAt(near, 2, { x: 10, y: 10 }, picture, stage)).toEqual(near);
  });
});

it('panning moves the picture by what it is told', () => {
  const picture = { width: 1000, height: 1400 };
  const stage = { width: 800, height: 600 };
  const from = fit(picture, stage);
  expect(pan(from, 30, -20, picture, stage)).toEqual({ ...from, x: from.x + 30, y: from.y - 20 });
});

describe('showing a region', () => {
  const pages = fc.record({ picture: pictures, stage: stages }).chain((sizes) =>
    fc.record({
      picture: fc.constant(sizes.picture),
      stage: fc.constant(sizes.stage),
      camera: cameras.map((camera) => clampCamera(camera, sizes.picture, sizes.stage)),
      region: fc
        .tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
        )
        .map(([a, b, c, d]) => ({
          left: Math.min(a, b) * sizes.picture.width,
          right: Math.max(a, b) * sizes.picture.width,
          top: Math.min(c, d) * sizes.picture.height,
          bottom: Math.max(c, d) * sizes.picture.height,
        })),
    }),
  );

  it('brings its middle into sight, and all of it where the limits of zoom allow', () => {
    fc.assert(
      fc.property(pages, ({ picture, stage, camera, region }) => {
        for (const shown of [reveal(camera, region, picture, stage), zoomTo(region, picture, stage)]) {
          const { left, top, right, bottom } = regionOnStage(shown, region);
          expect((left + right) / 2).toBeGreaterThan(-1e-3);
          expect((left + right) / 2).toBeLessThan(stage.width + 1e-3);
          expect((top + bottom) / 2).toBeGreaterThan(-1e-3);
          expect((top + bottom) / 2).toBeLessThan(stage.height + 1e-3);
        }
      }),
    );
  });

  it('leaves the camera where the region is in sight and readable', () => {
    const picture = { width: 1000, height: 1400 };
    const stage = { width: 800, height: 600 };
    const camera = fit(picture, stage);
    const region = { left: 100, top: 100, right: 400, bottom: 300 };
    expect(reveal(camera, region, picture, stage)).toBe(camera);
  });

  it('zooms in to a line too small to read, and out of one too large to see', () => {
    const picture = { width: 5000, height: 7000 };
    const stage = { width: 800, height: 600 };
    const far = fit(picture, stage);
    const line = { left: 100, top: 100, right: 300, bottom: 120 };
    const { top, bottom } = regionOnStage(reveal(far, line, picture, stage), line);
    expect(bottom - top).toBeCloseTo(16, 6);
    const near = zoomAt(far, 1000, middle(stage), picture, stage);
    const column = { left: 100, top: 100, right: 900, bottom: 6000 };
    const seen = regionOnStage(reveal(near, column, picture, stage), column);
    expect(seen.top).toBeGreaterThanOrEqual(0);
    expect(seen.bottom).toBeLessThanOrEqual(stage.height);
  });
});

describe('a flight', () => {
  it('begins and ends where it should, and zooms evenly between', () => {
    fc.assert(
      fc.property(
        cameras,
        cameras,
        stages,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, to, stage, share) => {
          const start = between(from, to, 0, stage);
          const end = between(from, to, 1, stage);
          expect(start.scale).toBeCloseTo(from.scale, 6);
          expect(end.scale).toBeCloseTo(to.scale, 6);
          const { scale } = between(from, to, share, stage);
          expect(scale).toBeGreaterThanOrEqual(Math.min(from.scale, to.scale) * (1 - 1e-9));
          expect(scale).toBeLessThanOrEqual(Math.max(from.scale, to.scale) * (1 + 1e-9));
        },
      ),
    );
  });

  it('goes straight on when only the place changes', () => {
    const stage = { width: 100, height: 100 };
    expect(between({ scale: 2, x: 0, y: 0 }, { scale: 2, x: 40, y: -20 }, 0.5, stage)).toEqual({
      scale: 2,
      x: 20,
      y: -10,
    });
  });
});
