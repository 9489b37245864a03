import type { Region } from '@detect-regions/regions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inReadingOrder, rowByRow } from './reading-order.ts';

interface Named {
  readonly name: string;
  readonly box: Region;
}

function named(name: string, left: number, top: number, right: number, bottom: number): Named {
  return { name, box: { left, top, right, bottom } };
}

const names = (items: readonly Named[]): string => items.map(({ name }) => name).join(' ');

/** A heading over two columns of three paragraphs whose gaps lie at the same heights, and a footer. */
const article = [
  named('foot', 0, 900, 600, 920),
  named('b2', 320, 400, 600, 590),
  named('a1', 0, 100, 280, 290),
  named('b1', 320, 100, 600, 290),
  named('a3', 0, 600, 280, 850),
  named('head', 0, 0, 600, 50),
  named('b3', 320, 600, 600, 850),
  named('a2', 0, 400, 280, 590),
];

describe('inReadingOrder', () => {
  it('reads one column after the other, between heading and footer', () => {
    expect(names(inReadingOrder(article))).toBe('head a1 a2 a3 b1 b2 b3 foot');
  });

  it('reads a page number after both columns, though it stands between them', () => {
    const numbered = article.map((item) => (item.name === 'foot' ? named('foot', 290, 900, 310, 920) : item));
    expect(names(inReadingOrder(numbered))).toBe('head a1 a2 a3 b1 b2 b3 foot');
    const columns = numbered.filter(({ name }) => name !== 'head');
    expect(names(inReadingOrder(columns))).toBe('a1 a2 a3 b1 b2 b3 foot');
  });

  it('reads a date at the right before what stands below it', () => {
    const letter = [
      named('body', 0, 300, 600, 800),
      named('date', 450, 120, 600, 140),
      named('greeting', 0, 200, 200, 220),
      named('address', 0, 0, 200, 100),
    ];
    expect(names(inReadingOrder(letter))).toBe('address date greeting body');
  });

  it('reads the fields of a form row by row, with the heading of each part before them', () => {
    const form = [
      named('heading', 0, 0, 90, 20),
      ...[1, 2, 3, 4].flatMap((row) => [
        named(`${row}b`, 320, 60 * row + 2, 450, 60 * row + 42),
        named(`${row}a`, 0, 60 * row, 200, 60 * row + 40),
      ]),
      named('next', 0, 300, 90, 320),
      named('text', 0, 340, 600, 400),
    ];
    expect(names(inReadingOrder(form))).toBe('heading 1a 1b 2a 2b 3a 3b 4a 4b next text');
  });

  it('reads neighbours in a row along the line', () => {
    const row = [named('b', 110, 2, 200, 20), named('c', 210, 0, 300, 19), named('a', 0, 1, 100, 21)];
    expect(names(rowByRow(row))).toBe('a b c');
  });

  it('keeps each box, once', () => {
    const box = fc
      .record({
        x: fc.nat(300),
        y: fc.nat(300),
        width: fc.integer({ min: 1, max: 200 }),
        height: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ x, y, width, height }) => ({ box: { left: x, top: y, right: x + width, bottom: y + height } }));
    fc.assert(
      fc.property(fc.array(box, { maxLength: 25 }), (items) => {
        const ordered = inReadingOrder(items);
        expect(ordered).toHaveLength(items.length);
        expect(new Set(ordered)).toEqual(new Set(items));
      }),
    );
  });
});
