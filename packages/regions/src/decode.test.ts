import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRegions } from './decode.ts';
import { encodeRegions } from './encode.ts';
import { RegionsFormatError } from './format-error.ts';

const sample = 'W1swLCA4LCA2OTcsIDQ0MV1d';

function errorFrom(action: () => unknown): RegionsFormatError {
  try {
    action();
  } catch (error) {
    if (error instanceof RegionsFormatError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

describe('decodeRegions', () => {
  it("decodes the API's documented sample, which overruns its image of 696 × 439 pixels", () => {
    expect(decodeRegions(sample)).toEqual([{ left: 0, top: 8, right: 697, bottom: 441 }]);
  });

  it('gives no regions for an empty array', () => {
    expect(decodeRegions(base64('[]'))).toEqual([]);
  });

  it('keeps the order of the items, fractions, and edges beyond the image', () => {
    expect(decodeRegions(base64('[[10.5,20,30.25,40],[-3,-2,5,6]]'))).toEqual([
      { left: 10.5, top: 20, right: 30.25, bottom: 40 },
      { left: -3, top: -2, right: 5, bottom: 6 },
    ]);
  });

  it('puts corners right that come in another order', () => {
    expect(decodeRegions(base64('[[697,8,0,441]]'))).toEqual(decodeRegions(sample));
  });

  it('accepts Base64 with line breaks or without padding', () => {
    const padded = base64('[[1,2,3,4]] ');
    expect(decodeRegions(`${padded.slice(0, 4)}\r\n${padded.slice(4)}`)).toHaveLength(1);
    expect(decodeRegions(base64('[[1,2,3,40]]\n').replace(/=+$/, ''))).toHaveLength(1);
  });

  it.each([
    ['no string', undefined as never, 'expected Base64, found undefined'],
    ['bytes', new Uint8Array(3) as never, 'expected Base64, found object'],
    ['no Base64', '{"message"}', 'expected Base64, found string of 11'],
    ['the URL-safe alphabet', 'W1sx-_==', 'expected Base64, found string of 8'],
    ['empty data', '', 'expected JSON in Base64, found string of 0'],
    ['no JSON', base64('secret'), 'expected JSON in Base64, found string of 8'],
    ['no array', base64('{"a":1}'), 'expected array of [x1, y1, x2, y2], found object'],
    ['null', base64('null'), 'expected array of [x1, y1, x2, y2], found null'],
  ])('refuses %s', (_name, data, message) => {
    const error = errorFrom(() => decodeRegions(data));
    expect(error.message).toBe(message);
    expect(error.index).toBeUndefined();
  });

  it.each([
    ['a flat array', '[0,8,697,441]', 0, 'number'],
    ['no finite number below zero', '[[-1e999,2,3,4]]', 0, '-Infinity'],
    ['an item that is no array', '[[1,2,3,4],{"x":1}]', 1, 'object'],
    ['too few numbers', '[[1,2,3,4],[1,2,3,4],[1,2,3]]', 2, 'array of 3'],
    ['a polygon', '[[1,2,3,4,5,6,7,8]]', 0, 'array of 8'],
    ['a number as text', '[[1,2,"3",4]]', 0, 'string of 1'],
    ['null in place of a number', '[[null,2,3,4]]', 0, 'null'],
    ['a number beyond the finite', '[[1,2,3,1e999]]', 0, 'Infinity'],
  ])('names the item at fault: %s', (_name, json, index, found) => {
    const error = errorFrom(() => decodeRegions(base64(json)));
    expect(error.message).toBe(`item ${index}: expected 4 finite numbers, found ${found}`);
    expect(error.index).toBe(index);
  });

  it('never quotes the data', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const marked = `<<${text}>>`;
        expect(errorFrom(() => decodeRegions(base64(marked))).message).not.toContain('<<');
        expect(errorFrom(() => decodeRegions(marked)).message).not.toContain('<<');
      }),
    );
  });

  it('throws nothing but RegionsFormatError, whatever the JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.json({ maxDepth: 2 }).map((json) => `[${json}]`),
        ),
        (json) => {
          let regions: unknown;
          try {
            regions = decodeRegions(base64(json));
          } catch (error) {
            expect(error).toBeInstanceOf(RegionsFormatError);
            return;
          }
          expect(Array.isArray(regions)).toBe(true);
        },
      ),
    );
  });

  it('reads 100,000 regions', () => {
    const regions = Array.from({ length: 100_000 }, (_, index) => ({
      left: index,
      top: index * 2,
      right: index + 10.5,
      bottom: index * 2 + 20,
    }));
    expect(decodeRegions(encodeRegions(regions))).toEqual(regions);
  });
});
