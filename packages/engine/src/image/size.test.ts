import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingScale } from './size.ts';

describe('workingScale', () => {
  it.each([
    [500, 700, 960 / 700],
    [1000, 1400, 1],
    [2480, 3508, 1600 / 3508],
  ])('scales %i x %i by %f', (width, height, factor) => {
    expect(workingScale(width, height, false)).toBeCloseTo(factor, 9);
  });

  it('leaves a long receipt enough pixels across', () => {
    expect(600 * workingScale(600, 6000, false)).toBeGreaterThan(300);
  });

  it('gives half as many pixels again a side when upsampling', () => {
    expect(workingScale(2480, 3508, true)).toBeCloseTo(1.5 * workingScale(2480, 3508, false), 9);
  });

  it('bounds the pixels that the detector sees, whatever the shape', () => {
    const side = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const factor = workingScale(width, height, false);
        expect(width * factor * height * factor).toBeLessThanOrEqual(1600 * 1600 + 1);
      }),
    );
  });
});
