import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRegions } from './decode.ts';
import { encodeRegions } from './encode.ts';
import { RegionsFormatError } from './format-error.ts';
import { fromCorners } from './region.ts';

// JSON has one zero only.
const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const region = fc
  .tuple(coordinate, coordinate, coordinate, coordinate)
  .map((corners) => fromCorners(...corners));

describe('encodeRegions', () => {
  it("writes the API's documented sample to the letter", () => {
    expect(encodeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }])).toBe('W1swLCA4LCA2OTcsIDQ0MV1d');
  });

  it('writes no regions as an empty array', () => {
    expect(encodeRegions([])).toBe('W10=');
  });

  it('is undone by decodeRegions', () => {
    fc.assert(
      fc.property(fc.array(region), (regions) => {
        expect(decodeRegions(encodeRegions(regions))).toEqual(regions);
      }),
    );
  });

  it('gives back the same text for text that it wrote', () => {
    fc.assert(
      fc.property(fc.array(region), (regions) => {
        const data = encodeRegions(regions);
        expect(encodeRegions(decodeRegions(data))).toBe(data);
      }),
    );
  });

  it('writes padded Base64 of the standard alphabet', () => {
    fc.assert(
      fc.property(fc.array(region), (regions) => {
        const data = encodeRegions(regions);
        expect(data).toMatch(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
        expect(btoa(atob(data))).toBe(data);
      }),
    );
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    ['5' as never, 'string of 1'],
    [undefined as never, 'undefined'],
  ])('refuses %s as an edge and names the region', (edge, found) => {
    const good = { left: 0, top: 0, right: 1, bottom: 1 };
    expect(() => encodeRegions([good, { ...good, right: edge }])).toThrow(
      new RegionsFormatError('four finite edges', found, 1),
    );
  });
});
