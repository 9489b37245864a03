import { describe, expect, it } from 'vitest';
import { histogram, percentile, toGrey } from './raster.ts';

describe('toGrey', () => {
  it('keeps greys and weighs green most', () => {
    const data = Uint8Array.of(0, 0, 0, 255, 255, 255, 90, 90, 90, 255, 0, 0, 0, 255, 0, 0, 0, 255);
    const grey = [...toGrey({ width: 6, height: 1, data }).data];
    expect(grey).toEqual([0, 255, 90, 76, 150, 29]);
  });
});

describe('histogram', () => {
  it('counts every pixel once', () => {
    const data = Uint8Array.of(7, 7, 7, 7, 0, 255, 7, 255, 9, 7, 0);
    const counts = histogram({ width: 11, height: 1, data });
    expect([counts[0], counts[7], counts[9], counts[255]]).toEqual([2, 6, 1, 2]);
    expect(counts.reduce((sum, n) => sum + n)).toBe(11);
  });
});

describe('percentile', () => {
  const counts = histogram({ width: 10, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 200) });

  it('finds the grey below which a share of the pixels lies', () => {
    expect(percentile(counts, 0.5)).toBe(5);
    expect(percentile(counts, 1)).toBe(200);
    expect(percentile(counts, 0)).toBe(1);
  });

  it('takes an empty picture for white', () => {
    expect(percentile(new Uint32Array(256), 0.5)).toBe(255);
  });
});
