import { fromCorners } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectedPage } from './format.ts';
import { json } from './json.ts';
import { textOf } from './test-context.ts';

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const size = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null });
const page: fc.Arbitrary<DetectedPage> = fc.record({
  input: fc.string({ unit: 'grapheme' }),
  width: size,
  height: size,
  regions: fc.array(
    fc.tuple(coordinate, coordinate, coordinate, coordinate).map((corners) => fromCorners(...corners)),
  ),
});

describe('json', () => {
  it('is an array of exactly the pages, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page), async (pages) => {
        expect(JSON.parse(await textOf(json, pages))).toEqual(pages);
      }),
    );
  });

  it('has a line for each region', async () => {
    const regions = [
      { left: 1, top: 2, right: 3, bottom: 4 },
      { left: 0, top: 8, right: 697, bottom: 441 },
    ];
    expect(await textOf(json, [{ input: 'a.png', width: 696, height: 439, regions }])).toBe(`[
  {
    "input": "a.png",
    "width": 696,
    "height": 439,
    "regions": [
      { "left": 1, "top": 2, "right": 3, "bottom": 4 },
      { "left": 0, "top": 8, "right": 697, "bottom": 441 }
    ]
  }
]
`);
  });
});
