import { describe, expect, it } from 'vitest';
import { drawnBox, row } from '../testing/rows.ts';
import { findCells } from './cells.ts';
import { boxedApart, ruledApart } from './separators.ts';

const upper = row(0, 300, 20);
const lower = row(0, 300, 50);
const level = (left: number, right: number, y: number): object => ({
  left,
  right,
  top: y - 1,
  bottom: y + 1,
});

describe('ruledApart', () => {
  const parted = (...rules: object[]): boolean =>
    ruledApart({ horizontal: rules as never, vertical: [] })(upper, lower);

  it('parts rows where a rule runs between them, the short rule of a footnote too', () => {
    expect(parted(level(0, 300, 35))).toBe(true);
    expect(parted(level(0, 80, 35))).toBe(true);
  });

  it('does not by rules elsewhere', () => {
    expect(parted()).toBe(false);
    expect(parted(level(0, 300, 5))).toBe(false);
    expect(parted(level(0, 300, 70))).toBe(false);
    expect(parted(level(280, 600, 35))).toBe(false);
  });
});

describe('boxedApart', () => {
  it('parts what is boxed in from what is not', () => {
    const cells = findCells([upper], drawnBox(-10, 5, 310, 35));
    expect(boxedApart(cells)(upper, lower)).toBe(true);
    expect(boxedApart([])(upper, lower)).toBe(false);
  });

  it('keeps a row of cells on a coloured ground with the others of its table', () => {
    const heads = [row(0, 60, 20), row(120, 200, 20)];
    const cells = findCells(heads, drawnBox(-10, 5, 310, 35));
    expect(cells).toHaveLength(1);
    expect(boxedApart(cells)(heads[0] as never, lower)).toBe(false);
  });
});
