import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closerScale, detectorScale, workingScale } from './size.ts';

const side = fc.integer({ min: 1, max: 100_000 });

describe('workingScale', () => {
  it.each([
    [500, 700, 1],
    [1200, 1600, 1],
    [2480, 3508, 1600 / 3508],
  ])('scales %i x %i by %f', (width, height, factor) => {
    expect(workingScale(width, height)).toBeCloseTo(factor, 9);
  });

  it('leaves a long receipt enough pixels across', () => {
    expect(600 * workingScale(600, 6000)).toBeGreaterThan(300);
  });

  it('bounds the pixels in memory, whatever the shape', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const factor = workingScale(width, height);
        expect(width * factor * height * factor).toBeLessThanOrEqual(1600 * 1600 + 1);
      }),
    );
  });
});

describe('detectorScale', () => {
  const page = { width: 1131, height: 1600 };

  it('scales letters down to what the detector needs', () => {
    expect(detectorScale(page, 12, false)).toBeCloseTo(9 / 12, 9);
  });

  it('scales small letters up to it, within bounds', () => {
    expect(detectorScale({ width: 600, height: 800 }, 5, false)).toBeCloseTo(9 / 5, 9);
    expect(detectorScale(page, 5, false)).toBe(1);
  });

  it('does not make a page smaller than 960 pixels, unless its letters are ample', () => {
    expect(detectorScale(page, 20, false)).toBeCloseTo(960 / 1600, 9);
    expect(detectorScale(page, 60, false)).toBeCloseTo(24 / 60, 9);
  });

  it('does not enlarge a snippet whose letters are ample', () => {
    expect(detectorScale({ width: 200, height: 40 }, 24, false)).toBe(1);
  });

  it('takes a page as it is when its letters are unknown, but enlarges a small one', () => {
    expect(detectorScale(page, undefined, false)).toBe(1);
    expect(detectorScale({ width: 320, height: 240 }, undefined, false)).toBe(3);
  });

  it('gives half as many pixels again a side when upsampling', () => {
    expect(detectorScale(page, 12, true)).toBeCloseTo(1.5 * detectorScale(page, 12, false), 9);
  });

  it('bounds the pixels that the detector sees, whatever the page', () => {
    const letters = fc.option(fc.double({ min: 4, max: 160, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(side, side, letters, (width, height, letterHeight) => {
        const factor = detectorScale({ width, height }, letterHeight, false);
        expect(width * factor * height * factor).toBeLessThanOrEqual(1600 * 1600 + 1);
      }),
    );
  });
});

describe('closerScale', () => {
  const scan = 3400 * 4800;

  it('asks for as much as makes small text legible', () => {
    expect(closerScale(1700 * 2400, 2 / 3, 9)).toBe(1);
    expect(closerScale(scan, 1 / 3, 8)).toBeCloseTo(14 / 24, 9);
  });

  it('is content with a page whose text is legible, or that has no more pixels or no text', () => {
    expect(closerScale(scan, 1 / 3, 12)).toBeUndefined();
    expect(closerScale(1000 * 1400, 1, 6)).toBeUndefined();
    expect(closerScale(scan, 1 / 3, Number.NaN)).toBeUndefined();
  });

  it('bounds the pixels in memory', () => {
    const scale = closerScale(9000 * 10_000, 0.16, 4) as number;
    expect(9000 * 10_000 * scale * scale).toBeLessThanOrEqual(8_000_001);
  });
});
