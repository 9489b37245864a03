import type { Region } from '@detect-regions/regions';
import { describe, expect, it } from 'vitest';
import { row } from '../testing/rows.ts';
import { findRuledTables } from './ruled-tables.ts';

const rule = (y: number, left = 0, right = 400): Region => ({ left, right, top: y, bottom: y + 2 });
const heads = [row(0, 80, 20), row(200, 260, 20)];
const body = [50, 80, 110].flatMap((y) => [row(0, 170, y), row(200, 390, y)]);
const rules = [rule(5), rule(35), rule(130)];

describe('findRuledTables', () => {
  it('takes what stands in columns between rules of one length for a table', () => {
    const caption = row(0, 300, -10);
    const note = row(0, 200, 150);
    expect(findRuledTables([caption, ...heads, ...body, note], rules, new Set())).toEqual([
      [...heads, ...body],
    ]);
  });

  it('takes running text between rules for none, and lines one below the other', () => {
    expect(findRuledTables([...heads, ...body], rules, new Set(body))).toEqual([]);
    const lines = [50, 65, 80, 95].map((y) => row(0, 390, y));
    expect(findRuledTables(lines, rules, new Set())).toEqual([]);
  });

  it('takes rules of other lengths for none of the table', () => {
    expect(findRuledTables(body, [rule(35), rule(130, 0, 150)], new Set())).toEqual([]);
  });

  it('wants at least two rows of cells', () => {
    expect(findRuledTables(heads, rules, new Set())).toEqual([]);
  });

  it('parts two tables that are set below each other', () => {
    const more = [250, 280].flatMap((y) => [row(0, 100, y), row(200, 300, y)]);
    const tables = findRuledTables(
      [...body, ...more],
      [rule(35), rule(130), rule(230), rule(300)],
      new Set(),
    );
    expect(tables).toEqual([body, more]);
  });
});
