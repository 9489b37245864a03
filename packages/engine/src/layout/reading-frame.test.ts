import { type Language, languages } from '@detect-regions/spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, identity, invert, mapRegion, orienting, turning } from '../image/frame.ts';
import { piece } from '../testing/rows.ts';
import { pieceIn, readingFrame } from './reading-frame.ts';
import type { Piece } from './row.ts';

const rightToLeft = ['Arabic', 'Gilaki', 'Hebrew', 'Persian', 'Urdu', 'Uyghur'] as const;
const vertical = [
  'Cantonese',
  'Chinese',
  'Gan',
  'Hakka',
  'Japanese',
  'Korean',
  'Min_Bei',
  'Min_Dong',
  'Min_Nan',
  'Pu_Xian',
  'Wu',
  'Xiang',
] as const;
const page = { width: 400, height: 300 };

/** A line that stands upright, about 10 pixels wide. */
function upright(x: number, top: number, bottom: number): Piece {
  return pieceIn(turning(90, page.height, page.width).map, piece(top, bottom, page.width - x));
}

const columns = [upright(350, 20, 200), upright(330, 20, 180), upright(310, 20, 200)];
const lines = [piece(20, 200, 40), piece(20, 180, 60)];

/** Tops, then lefts, of the boxes in the frame of a language. */
function placesIn(language: Language, pieces: readonly Piece[]): number[][] {
  const { map } = readingFrame(language, pieces, page);
  return pieces.map((one) => pieceIn(map, one).box).map(({ top, left }) => [top, left]);
}

describe('readingFrame', () => {
  it.each(rightToLeft)('mirrors a page in %s, so that what stands at the right comes first', (language) => {
    const pair = [piece(300, 380, 50), piece(20, 100, 50)];
    expect(placesIn(language, pair)).toEqual([
      [45, 20],
      [45, 300],
    ]);
  });

  it.each(vertical)(
    'turns a page of vertical lines in %s, so that the right one is the first and all begin at the left',
    (language) => {
      const places = placesIn(language, columns);
      expect(places.map(([, left]) => left)).toEqual([20, 20, 20]);
      expect(places.map(([top]) => top)).toEqual([45, 65, 85]);
    },
  );

  it('leaves level lines in such a language alone, and single letters tell nothing', () => {
    const letters = columns.map(({ box }) => piece(box.left, box.right, 250));
    expect(readingFrame('Japanese', [...lines, ...letters], page).map).toEqual(identity);
    expect(readingFrame('Japanese', [], page).map).toEqual(identity);
  });

  it('goes by the greater part of the text where a page has both', () => {
    expect(readingFrame('Japanese', [...columns, lines[0] as Piece], page).vertical).toBe(true);
    expect(readingFrame('Japanese', [...lines, columns[0] as Piece], page)).toEqual({
      map: identity,
      vertical: false,
    });
  });

  it('leaves vertical lines in all other languages alone: they are labels, on spines or axes', () => {
    const changed = languages.filter((language) => {
      const { map } = readingFrame(language, columns, page);
      return map.a !== 1;
    });
    expect(changed.toSorted()).toEqual([...rightToLeft, ...vertical].toSorted());
  });
});

describe('pieceIn', () => {
  const box = fc.record({ left: fc.nat(200), width: fc.integer({ min: 1, max: 200 }), y: fc.nat(250) });
  const frames = [orienting(2, 400, 300), turning(-90, 400, 300), turning(90, 400, 300)];

  it('keeps box and corners together, the corners clockwise from the top left', () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...frames), ({ left, width, y }, { map }) => {
        const before = piece(left, left + width, y);
        const { box: after, source } = pieceIn(map, before);
        expect(source.box).toEqual(after);
        expect(boundsOf(source.corners)).toEqual(after);
        const { top, right, bottom } = after;
        expect(source.corners).toEqual([
          { x: after.left, y: top },
          { x: right, y: top },
          { x: right, y: bottom },
          { x: after.left, y: bottom },
        ]);
        expect(mapRegion(invert(map), after)).toEqual(before.box);
      }),
    );
  });
});
