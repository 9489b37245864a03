import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRegions } from './decode.ts';
import { RegionsFormatError } from './format-error.ts';
import { parseRegions } from './parse.ts';

const box = fc.array(fc.oneof(fc.integer(), fc.constant(null), fc.string()), { minLength: 3, maxLength: 5 });
const boxes = fc.array(fc.tuple(fc.integer(), fc.double(), fc.integer(), fc.integer()));
const wire = fc.oneof(
  fc.string().map((text) => btoa(encodeURIComponent(text))),
  fc.base64String(),
  fc.oneof(boxes, fc.array(box), fc.json()).map((value) => btoa(encodeURIComponent(JSON.stringify(value)))),
  boxes.map((value) => btoa(JSON.stringify(value))),
  fc.array(box).map((value) => btoa(JSON.stringify(value))),
  fc.anything(),
);

test('is what decodeRegions gives, and nothing where that throws', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(wire, (data) => {
      const parsed = parseRegions(data);
      if (parsed === undefined) {
        seen.refused++;
        expect(() => decodeRegions(data as string)).toThrow(RegionsFormatError);
      } else {
        seen.taken++;
        expect(decodeRegions(data as string)).toEqual(parsed);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(50);
});
