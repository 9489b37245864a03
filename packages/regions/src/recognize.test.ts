import { describe, expect, it } from 'vitest';
import { RegionsFormatError } from './format-error.ts';
import { toRecognizeRegions } from './recognize.ts';

describe('toRecognizeRegions', () => {
  it('numbers the regions from 0 in the order of the list', () => {
    expect(
      toRecognizeRegions([
        { left: 0, top: 8, right: 697, bottom: 441 },
        { left: 5, top: 0, right: 9, bottom: 7 },
      ]),
    ).toEqual([
      { rect: { topLeftX: 0, topLeftY: 8, bottomRightX: 697, bottomRightY: 441 }, order: 0 },
      { rect: { topLeftX: 5, topLeftY: 0, bottomRightX: 9, bottomRightY: 7 }, order: 1 },
    ]);
  });

  it('rounds fractions outwards, since the API takes whole pixels', () => {
    expect(toRecognizeRegions([{ left: 1.9, top: 2.5, right: 10.1, bottom: 11.5 }])[0]?.rect).toEqual({
      topLeftX: 1,
      topLeftY: 2,
      bottomRightX: 11,
      bottomRightY: 12,
    });
  });

  it('refuses an edge that is no finite number, and names the region', () => {
    const regions = [
      { left: 0, top: 0, right: 1, bottom: 1 },
      { left: 0, top: 0, right: Number.NaN, bottom: 1 },
    ];
    expect(() => toRecognizeRegions(regions)).toThrow(RegionsFormatError);
    expect(() => toRecognizeRegions(regions)).toThrow('item 1: expected four finite edges, found NaN');
  });
});
