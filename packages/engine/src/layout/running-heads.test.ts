import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import type { Row } from './row.ts';
import { findRunningHeads } from './running-heads.ts';

const text = paragraph(
  60,
  Array.from({ length: 10 }, () => [0, 300] as const),
);
const heads = [row(0, 90, 10), row(240, 300, 10)];
const find = (rows: readonly Row[], running: readonly Row[] = text): Row[][] =>
  findRunningHeads(rows, new Set(running));

describe('findRunningHeads', () => {
  it('takes the parts of the first line at both margins together, and of the last', () => {
    const feet = [row(0, 60, 240), row(140, 160, 240), row(250, 300, 240)];
    expect(find([...heads, ...text, ...feet])).toEqual([heads, feet]);
  });

  it('leaves alone what stands close to the text, or at one margin, or differs in size', () => {
    expect(find([row(0, 90, 42), row(240, 300, 42), ...text])).toEqual([]);
    expect(find([row(0, 90, 10), row(110, 140, 10), ...text])).toEqual([]);
    expect(find([row(0, 90, 10, { height: 24 }), row(240, 300, 10), ...text])).toEqual([]);
  });

  it('finds none on a page without running text, nor on an empty one', () => {
    expect(find([...heads, ...text], text.slice(0, 4))).toEqual([]);
    expect(find([], [])).toEqual([]);
  });
});
