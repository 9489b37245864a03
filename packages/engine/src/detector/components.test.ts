import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findComponents, type ProbabilityMap } from './components.ts';

/** A map from rows of text: `#` is 1, all else 0. */
function mapOf(...rows: string[]): ProbabilityMap {
  const width = rows[0]?.length ?? 0;
  const data = Float32Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return { width, height: rows.length, stride: width, data };
}

/** Sizes of components found by flood fill: slow, but plainly right. */
function floodSizes({ width, height, data }: ProbabilityMap, threshold: number): number[] {
  const seen = new Set<number>();
  const sizes: number[] = [];
  for (let start = 0; start < width * height; start++) {
    if (seen.has(start) || (data[start] as number) < threshold) continue;
    const open = [start];
    seen.add(start);
    for (const p of open) {
      const [x, y] = [p % width, Math.floor(p / width)];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const q = (y + dy) * width + x + dx;
          const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          if (!inside || seen.has(q) || (data[q] as number) < threshold) continue;
          seen.add(q);
          open.push(q);
        }
      }
    }
    sizes.push(open.length);
  }
  return sizes.sort((a, b) => a - b);
}

describe('findComponents', () => {
  it('joins pixels that touch by a corner', () => {
    expect(findComponents(mapOf('#...', '.#..', '..##'), 0.5)).toHaveLength(1);
  });

  it('parts blobs that a pixel lies between', () => {
    expect(findComponents(mapOf('##.##', '##.##'), 0.5).map(({ pixels }) => pixels)).toEqual([4, 4]);
  });

  it('joins arms that meet only further down', () => {
    const [u] = findComponents(mapOf('#.#.#', '#.#.#', '#####'), 0.5);
    expect(u?.pixels).toBe(11);
  });

  it('gives the mean probability of the pixels of each blob alone', () => {
    const map = {
      width: 4,
      height: 2,
      stride: 4,
      data: Float32Array.of(1, 0.75, 0.25, 0.5, 0.5, 0.25, 0, 0.75),
    };
    expect(findComponents(map, 0.5).map(({ mean }) => mean)).toEqual([0.75, 0.625]);
  });

  it('outlines a blob by the corners of its outermost pixels', () => {
    const [only] = findComponents(mapOf('....', '.##.', '....'), 0.5);
    expect(only?.outline).toEqual([
      { x: 1, y: 1 },
      { x: 3, y: 1 },
      { x: 1, y: 2 },
      { x: 3, y: 2 },
    ]);
  });

  it('ignores what lies beyond the width that counts', () => {
    const map = { ...mapOf('#..#', '#..#'), width: 3 };
    expect(findComponents(map, 0.5)).toHaveLength(1);
  });

  it('agrees with a flood fill on any map', () => {
    const maps = fc
      .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
      .chain(([width, height]) =>
        fc
          .array(fc.constantFrom(0, 0.1, 0.6, 1), { minLength: width * height, maxLength: width * height })
          .map((values) => ({ width, height, stride: width, data: Float32Array.from(values) })),
      );
    fc.assert(
      fc.property(maps, (map) => {
        const sizes = findComponents(map, 0.5).map(({ pixels }) => pixels);
        expect(sizes.sort((a, b) => a - b)).toEqual(floodSizes(map, 0.5));
      }),
      { numRuns: 300 },
    );
  });
});
