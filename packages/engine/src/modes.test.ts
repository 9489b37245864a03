import { dsrModes } from '@detect-regions/spec';
import { describe, expect, it } from 'vitest';
import { boundsOf } from './image/frame.ts';
import type { Piece } from './layout/row.ts';
import { type ModeInput, regionsOf, type TextMode } from './modes.ts';
import { nothingDrawn, piece } from './testing/rows.ts';

const textModes = dsrModes.filter((mode): mode is TextMode => mode !== 'NoDsrNoFilter');

function input(pieces: readonly Piece[], more: Partial<ModeInput> = {}): ModeInput {
  return { sentPixels: 1e6, pieces, weakPieces: [], rules: nothingDrawn, vertical: false, ...more };
}

const bounds = (mode: TextMode, from: ModeInput): readonly object[] => regionsOf(mode, from).map(boundsOf);

/** Two justified paragraphs of three lines that run on; each line in two pieces with a word's gap between. */
const text = [0, 1, 2, 3, 4, 5].flatMap((line) => {
  const right = line === 2 ? 150 : 300;
  const gap = 60 + 11 * line;
  return [piece(0, gap, 20 + 15 * line), piece(gap + 5, right, 20 + 15 * line)];
});

describe('regionsOf', () => {
  it('counts pieces, lines, paragraphs and zones as the modes say', () => {
    const counts = textModes.map((mode) => [mode, regionsOf(mode, input(text)).length]);
    expect(Object.fromEntries(counts)).toEqual({
      Regions: 2,
      DsrNoFilter: 1,
      DsrAndFilter: 1,
      TextDetector: 12,
      DsrPlusDetector: 2,
      PolygonalTextDetector: 12,
      LineDetector: 6,
      CraftPoly: 12,
    });
  });

  it('gives nothing for a page without text', () => {
    for (const mode of textModes) expect(regionsOf(mode, input([]))).toEqual([]);
  });

  it('takes all text of a small image together in DsrAndFilter', () => {
    const scattered = [piece(0, 50, 20), piece(200, 300, 180)];
    expect(bounds('DsrAndFilter', input(scattered, { sentPixels: 307_199 }))).toEqual([
      { left: 0, right: 300, top: 15, bottom: 185 },
    ]);
    expect(regionsOf('DsrAndFilter', input(scattered, { sentPixels: 307_200 }))).toHaveLength(2);
  });

  it('follows the corners of turned text in the polygonal modes', () => {
    const turned = piece(0, 100, 50);
    const corners = [
      { x: 10, y: 0 },
      { x: 90, y: 40 },
      { x: 85, y: 50 },
      { x: 5, y: 10 },
    ] as const;
    const slanted = { ...turned, source: { ...turned.source, corners } };
    expect(regionsOf('CraftPoly', input([slanted]))).toEqual([corners]);
    expect(bounds('TextDetector', input([slanted]))).toEqual([turned.box]);
  });

  it('adds weak text in DsrPlusDetector only where no block is', () => {
    const inside = piece(20, 120, 35);
    const outside = piece(0, 80, 300);
    const found = bounds('DsrPlusDetector', input(text, { weakPieces: [inside, outside] }));
    expect(found).toHaveLength(3);
    expect(found).toContainEqual(outside.box);
    expect(regionsOf('Regions', input(text, { weakPieces: [outside] }))).toHaveLength(2);
  });

  it('joins weak text to lines in DsrPlusDetector', () => {
    const words = [piece(0, 80, 300), piece(84, 160, 300)];
    const found = bounds('DsrPlusDetector', input(text, { weakPieces: words }));
    expect(found.at(-1)).toEqual({ left: 0, right: 160, top: 295, bottom: 305 });
  });

  it('reads level heads first where lines are vertical, in all modes that read', () => {
    const head = piece(-40, -30, 60, { height: 40 });
    const weak = piece(-60, -50, 60, { height: 40 });
    for (const mode of ['Regions', 'DsrNoFilter', 'LineDetector', 'TextDetector'] as const) {
      expect(bounds(mode, input([...text, head], { vertical: true }))[0]).toEqual(head.box);
    }
    const more = input([...text, head], { vertical: true, weakPieces: [weak] });
    expect(bounds('DsrPlusDetector', more).slice(0, 2)).toContainEqual(weak.box);
  });
});
