import { describe, expect, it } from 'vitest';
import { paragraph } from '../testing/rows.ts';
import { partLists } from './lists.ts';

const full = [0, 300] as const;
const parts = (spans: readonly (readonly [number, number])[]): string[] =>
  partLists(paragraph(10, spans)).map(({ isList, lines }) => `${isList ? 'list' : 'text'} ${lines.length}`);

describe('partLists', () => {
  it('parts a list whose lines hang from the text before and after', () => {
    const items = [
      [10, 300],
      [22, 180],
      [10, 150],
      [10, 300],
      [22, 300],
      [22, 90],
    ] as const;
    expect(parts([full, full, [0, 200], ...items, full, full])).toEqual(['text 3', 'list 6', 'text 2']);
  });

  it('keeps an item together whose lines are ragged', () => {
    const items = [
      [10, 300],
      [22, 180],
      [10, 300],
      [22, 90],
      [10, 270],
      [22, 120],
      [10, 300],
      [22, 200],
    ] as const;
    expect(parts(items)).toEqual(['list 8']);
    const elsewhere = items.map((span, i) => (i === 5 ? ([34, 120] as const) : span));
    expect(parts(elsewhere)).toEqual(['list 5', 'text 3']);
  });

  it('takes indented paragraphs for none', () => {
    expect(parts([[12, 300], full, [0, 200], [12, 300], full, [0, 90]])).toEqual(['text 6']);
  });

  it('takes one item for none', () => {
    expect(parts([full, [12, 300], [12, 200], full, full])).toEqual(['text 5']);
  });

  it('parts the line that leads up to a list, where it is set apart', () => {
    const rows = paragraph(10, [[0, 120], full, [12, 100], full, [12, 200]]);
    const lead = paragraph(3, [[0, 120]]);
    const lines = [...lead, ...rows.slice(1)];
    expect(partLists(lines).map(({ isList, lines: own }) => [isList, own.length])).toEqual([
      [false, 1],
      [true, 4],
    ]);
  });
});
