import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scale, translate } from './geometry.ts';
import { sortReadingOrder } from './reading-order.ts';
import type { Region } from './region.ts';
import { anyRegion } from './testing/arbitraries.ts';

/** A small page with few edges, so that boxes touch, align, overlap and repeat. */
const edge = fc.integer({ min: 0, max: 12 });
const crowded = fc
  .tuple(edge, edge, edge, edge)
  .map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));
const pages = fc.array(fc.oneof(anyRegion, crowded), { maxLength: 30 });
const directions = fc.constantFrom('ltr' as const, 'rtl' as const);

type Named = Region & { readonly name: string };
const box = (name: string, left: number, top: number, right: number, bottom: number): Named => ({
  name,
  left,
  top,
  right,
  bottom,
});
const names = (regions: readonly Named[], direction: 'ltr' | 'rtl' = 'ltr'): string =>
  sortReadingOrder(regions, { direction })
    .map(({ name }) => name)
    .join(' ');

const twoColumns = [
  box('R2', 520, 420, 900, 800),
  box('L1', 100, 200, 480, 400),
  box('R1', 520, 200, 900, 400),
  box('L2', 100, 420, 480, 800),
];

describe('sortReadingOrder', () => {
  it('reads one column after the other, also where the gaps between paragraphs align', () => {
    expect(names(twoColumns)).toBe('L1 L2 R1 R2');
    expect(names(twoColumns, 'rtl')).toBe('R1 R2 L1 L2');
  });

  it('reads a heading across columns first, and columns under a second heading after it', () => {
    const page = [
      ...twoColumns,
      box('title', 100, 60, 900, 180),
      box('heading', 100, 850, 900, 900),
      box('R3', 520, 920, 900, 1300),
      box('L3', 100, 920, 480, 1300),
    ];
    expect(names(page)).toBe('title L1 L2 R1 R2 heading L3 R3');
    expect(names(page, 'rtl')).toBe('title R1 R2 L1 L2 heading R3 L3');
  });

  it.each([
    ['across the gutter', 480, 520],
    ['under the first column', 100, 140],
    ['under the last column', 860, 900],
  ])('reads a page number %s last', (_where, left, right) => {
    const page = [box('12', left, 860, right, 880), ...twoColumns];
    expect(names(page)).toBe('L1 L2 R1 R2 12');
    expect(names(page, 'rtl')).toBe('R1 R2 L1 L2 12');
  });

  it('reads a running header in a corner first, its parts in reading order', () => {
    const page = [...twoColumns, box('number', 860, 100, 900, 120), box('chapter', 100, 100, 300, 120)];
    expect(names(page)).toBe('chapter number L1 L2 R1 R2');
    expect(names(page, 'rtl')).toBe('number chapter R1 R2 L1 L2');
  });

  it('reads on in a column that is longer than its neighbours', () => {
    expect(names([...twoColumns, box('L3', 100, 820, 480, 1200)])).toBe('L1 L2 L3 R1 R2');
  });

  it('does not mix sections with different columns', () => {
    const three = [0, 1, 2].map((at) => box(`A${at}`, at * 100, 0, at * 100 + 90, 200));
    const two = [0, 1].map((at) => box(`B${at}`, at * 150, 220, at * 150 + 140, 400));
    expect(names([...two, ...three])).toBe('A0 A1 A2 B0 B1');
  });

  it('keeps a first band of columns that the whole page does not share', () => {
    const page = [
      box('A', 0, 0, 90, 200),
      box('B', 110, 0, 200, 200),
      box('across', 0, 220, 200, 300),
      box('C', 0, 320, 200, 400),
    ];
    expect(names(page)).toBe('A B across C');
  });

  it('finds columns though boxes overlap the gutter a little', () => {
    const page = [
      box('L1', 0, 0, 105, 100),
      box('R1', 98, 0, 200, 90),
      box('L2', 0, 105, 100, 200),
      box('R2', 102, 95, 200, 200),
    ];
    expect(names(page)).toBe('L1 L2 R1 R2');
  });

  it('reads from top to bottom what does not stand side by side', () => {
    const page = [box('low', 200, 100, 300, 150), box('high', 0, 0, 100, 50)];
    expect(names(page)).toBe('high low');
    expect(names(page, 'rtl')).toBe('high low');
  });

  it('reads row by row what nothing divides', () => {
    const ring = [
      box('top', 0, 0, 80, 30),
      box('right', 70, 0, 100, 80),
      box('bottom', 20, 70, 100, 100),
      box('left', 0, 20, 30, 100),
    ];
    expect(names(ring)).toBe('top left right bottom');
  });

  it('keeps every region, as it was given', () => {
    fc.assert(
      fc.property(pages, directions, (page, direction) => {
        const ordered = sortReadingOrder(page, { direction });
        expect(ordered).toHaveLength(page.length);
        expect(new Set(ordered)).toEqual(new Set(page));
      }),
    );
  });

  it('does not depend on the order in which the regions come, so it changes nothing the second time', () => {
    fc.assert(
      fc.property(pages, directions, fc.infiniteStream(fc.nat()), (page, direction, keys) => {
        const ordered = sortReadingOrder(page, { direction });
        const shuffled = page
          .map((region) => ({ region, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ region }) => region);
        expect(sortReadingOrder(shuffled, { direction })).toEqual(ordered);
        expect(sortReadingOrder(ordered, { direction })).toEqual(ordered);
      }),
    );
  });

  it('is the same for a page that is moved or resized', () => {
    const shift = fc.integer({ min: -4096, max: 4096 });
    // Powers of two and whole shifts, so that no rounding makes boxes overlap that did not.
    const factor = fc.integer({ min: -4, max: 4 }).map((power) => 2 ** power);
    fc.assert(
      fc.property(pages, directions, shift, shift, factor, (page, direction, dx, dy, by) => {
        const move = (region: Region): Region => scale(translate(region, dx, dy), by);
        const expected = sortReadingOrder(page, { direction }).map(move);
        expect(sortReadingOrder(page.map(move), { direction })).toEqual(expected);
      }),
    );
  });

  it('reads a page from right to left as its mirror image from left to right', () => {
    const mirror = ({ left, top, right, bottom }: Region): Region => ({
      left: 0 - right,
      top,
      right: 0 - left,
      bottom,
    });
    fc.assert(
      fc.property(pages, (page) => {
        const mirrored = sortReadingOrder(page.map(mirror), { direction: 'ltr' }).map(mirror);
        expect(sortReadingOrder(page, { direction: 'rtl' })).toEqual(mirrored);
      }),
    );
  });

  it('orders 20,000 lines in two columns', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const left = index % 2 === 0 ? 0 : 110;
      const top = Math.floor(index / 2) * 12;
      return { left, top, right: left + 100, bottom: top + 10 };
    });
    const ordered = sortReadingOrder(lines);
    expect(ordered.slice(0, 10_000).every(({ left }) => left === 0)).toBe(true);
    expect(ordered.at(-1)).toEqual({ left: 110, top: 119_988, right: 210, bottom: 119_998 });
  });

  it('refuses an unknown direction and edges that are no finite numbers', () => {
    expect(() => sortReadingOrder([], { direction: 'ttb' as never })).toThrow(
      'direction: expected ltr or rtl',
    );
    expect(() => sortReadingOrder([{ left: 0, top: 0, right: Number.NaN, bottom: 1 }])).toThrow(
      new RangeError('regions[0]: expected left, top, right and bottom to be finite numbers'),
    );
  });
});
