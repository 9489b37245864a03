import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piece } from '../testing/rows.ts';
import { joinRows } from './rows.ts';

describe('joinRows', () => {
  it('joins pieces that a word gap lies between', () => {
    const rows = joinRows([piece(106, 200, 50), piece(0, 100, 50), piece(207, 300, 50)]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.box).toEqual({ left: 0, right: 300, top: 45, bottom: 55 });
    expect(rows[0]?.pieces.map(({ box }) => box.left)).toEqual([0, 106, 207]);
  });

  it('leaves pieces apart that more than a word gap lies between', () => {
    expect(joinRows([piece(0, 100, 50), piece(108, 200, 50)])).toHaveLength(2);
  });

  it('leaves pieces of different lines and of different sizes apart', () => {
    expect(joinRows([piece(0, 100, 50), piece(103, 200, 58)])).toHaveLength(2);
    expect(joinRows([piece(0, 100, 50), piece(103, 200, 50, { height: 20 })])).toHaveLength(2);
  });

  it('never bridges a gutter: a gap that goes on through the lines around', () => {
    const columns = [0, 1, 2, 3].flatMap((line) => [
      piece(0, 100, 50 + 15 * line),
      piece(106, 200, 50 + 15 * line),
    ]);
    expect(joinRows(columns)).toHaveLength(8);
  });

  it('joins across word gaps that lie elsewhere in each line', () => {
    const lines = [0, 1, 2, 3].flatMap((line) => {
      const gap = 60 + 25 * line;
      return [piece(0, gap, 50 + 15 * line), piece(gap + 6, 200, 50 + 15 * line)];
    });
    expect(joinRows(lines)).toHaveLength(4);
  });

  it('keeps each piece, once', () => {
    const any = fc.record({
      x: fc.nat(400),
      y: fc.nat(200),
      width: fc.integer({ min: 1, max: 150 }),
      height: fc.integer({ min: 4, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (parts) => {
        const pieces = parts.map(({ x, y, width, height }) => piece(x, x + width, y, { height }));
        const kept = joinRows(pieces).flatMap((row) => row.pieces);
        expect(new Set(kept)).toEqual(new Set(pieces));
        expect(kept).toHaveLength(pieces.length);
      }),
    );
  });
});
