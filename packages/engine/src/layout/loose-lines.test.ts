import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import { joinLooseLines } from './loose-lines.ts';
import type { Row } from './row.ts';

const full = [0, 120] as const;
const above = paragraph(10, [full, full, full, full]);
const below = paragraph(85, [full, full, full, full]);
const words = (y: number): Row[] => [row(0, 30, y), row(50, 75, y), row(95, 120, y)];
const spans = (rows: readonly Row[]): string[] => rows.map(({ box }) => `${box.left}-${box.right}`);

describe('joinLooseLines', () => {
  it('joins the words of a line between full ones', () => {
    const joined = joinLooseLines([...above, ...words(70), ...below], [above, below]);
    expect(spans(joined)).toEqual(Array.from({ length: 9 }, () => '0-120'));
    expect(joined[4]?.pieces).toHaveLength(3);
  });

  it('joins them where a chain of text has taken one of them for a line', () => {
    const [first, second, third] = words(70) as [Row, Row, Row];
    const text = [...above, first];
    const joined = joinLooseLines([...above, first, second, third], [text]);
    expect(spans(joined)).toEqual(Array.from({ length: 5 }, () => '0-120'));
  });

  it('joins two such lines, but not three: they are the rows of a table', () => {
    const two = [...words(70), ...words(85)];
    expect(joinLooseLines([...above, ...two], [above])).toHaveLength(6);
    const three = [...two, ...words(100)];
    expect(joinLooseLines([...above, ...three], [above])).toHaveLength(4 + 9);
  });

  it('leaves words alone that end before the column does, or have no text beside them', () => {
    expect(joinLooseLines([...above, row(0, 30, 70), row(50, 75, 70)], [above])).toHaveLength(6);
    expect(joinLooseLines([...above, ...words(100)], [above])).toHaveLength(7);
    expect(joinLooseLines(words(70), [])).toHaveLength(3);
  });

  it('keeps each piece, once', () => {
    const place = fc.nat(200);
    const width = fc.integer({ min: 4, max: 120 });
    const tall = fc.nat(40);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, width, place, tall), { maxLength: 20 }), (parts) => {
        // Thickness and height differ where text stands upright.
        const rows = [
          ...above,
          ...parts.map(([x, w, y, by]) => {
            const level = row(x, x + w, y);
            return { ...level, box: { ...level.box, top: level.box.top - by } };
          }),
        ];
        const pieces = joinLooseLines(rows, [above]).flatMap((line) => line.pieces);
        expect(pieces).toHaveLength(rows.length);
        expect(new Set(pieces)).toEqual(new Set(rows.flatMap((line) => line.pieces)));
      }),
    );
  });
});
