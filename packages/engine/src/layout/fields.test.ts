import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import { findFields } from './fields.ts';

describe('findFields', () => {
  it('takes a label and the answer below or beside it together', () => {
    const label = row(0, 60, 10);
    const answer = row(5, 150, 26, { height: 16 });
    const more = row(70, 120, 10);
    expect(findFields([label, answer, more]).map((field) => new Set(field))).toEqual([
      new Set([label, answer, more]),
    ]);
  });

  it('leaves alone what stands far apart', () => {
    expect(findFields([row(0, 60, 10), row(0, 60, 60), row(120, 180, 60)])).toEqual([]);
  });

  it('leaves longer text to the stages for text', () => {
    expect(
      findFields(
        paragraph(
          10,
          Array.from({ length: 5 }, () => [0, 300] as const),
        ),
      ),
    ).toEqual([]);
  });
});
