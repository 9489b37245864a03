import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denormalise, normalise } from './normalise.ts';
import { anyRegion, anySize, closeTo } from './testing/arbitraries.ts';

describe('normalise', () => {
  it('gives fractions of the width and of the height', () => {
    const region = { left: 100, top: 50, right: 200, bottom: 100 };
    expect(normalise(region, { width: 400, height: 100 })).toEqual({
      left: 0.25,
      top: 0.5,
      right: 0.5,
      bottom: 1,
    });
  });

  it('gives values beyond 1 for what overruns the image', () => {
    const sample = { left: 0, top: 8, right: 697, bottom: 441 };
    expect(normalise(sample, { width: 696, height: 439 }).right).toBeGreaterThan(1);
  });

  it('is undone by denormalise', () => {
    fc.assert(
      fc.property(anyRegion, anySize, (region, image) => {
        closeTo(denormalise(normalise(region, image), image), region);
      }),
    );
  });

  it('carries a region over to another rendering of the page', () => {
    const region = { left: 10, top: 20, right: 30, bottom: 40 };
    const fractions = normalise(region, { width: 100, height: 200 });
    closeTo(denormalise(fractions, { width: 300, height: 600 }), {
      left: 30,
      top: 60,
      right: 90,
      bottom: 120,
    });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s as a size, and names it', (value) => {
    const region = { left: 0, top: 0, right: 1, bottom: 1 };
    for (const convert of [normalise, denormalise]) {
      expect(() => convert(region, { width: value, height: 9 })).toThrow(
        `image.width: expected pixels, a finite number above 0, found ${value}`,
      );
      expect(() => convert(region, { width: 9, height: value })).toThrow(/^image\.height: /);
    }
  });
});
