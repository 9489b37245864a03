import type { Glyph as FontGlyph } from 'fontkit';
import { type FontName, openFont } from './fonts.ts';

export interface Style {
  readonly font: FontName;
  /** Size of the em, in pixels of the page. */
  readonly size: number;
  /** Default: black. */
  readonly color?: string;
  /** Space added after each letter, in pixels. Default: 0. */
  readonly tracking?: number;
  /** Whether letters stand upright below each other, as in Japanese books. Default: false. */
  readonly vertical?: boolean;
}

/** A rectangle as `[x1, y1, x2, y2]`, in pixels. */
export type Box = readonly [number, number, number, number];

interface Glyph {
  /** SVG path data, in units of the font, y upwards. */
  readonly path: string;
  /** The pen's place, in pixels from the start of the text and from its baseline. */
  readonly x: number;
  readonly y: number;
  /** Pixels per unit of the font. */
  readonly scale: number;
  /** What the ink covers, in pixels from the start of the text and from its baseline. */
  readonly ink: Box;
}

export interface ShapedText {
  readonly glyphs: readonly Glyph[];
  /** How far the pen moves, in pixels; downwards where the text is vertical. */
  readonly width: number;
}

/** The space that a Japanese paragraph begins with. */
const IDEOGRAPHIC_SPACE = 0x3000;

const shaped = new Map<string, ShapedText>();

/**
 * Sets a text in one line, with kerning and ligatures, its start at 0 on the baseline. A vertical line starts at
 * its top, and its middle is at 0.
 */
export function shape(text: string, style: Style): ShapedText {
  const key = `${style.font} ${style.size} ${style.tracking} ${style.vertical} ${text}`;
  const result = shaped.get(key) ?? (style.vertical ? stack(text, style) : layOut(text, style));
  shaped.set(key, result);
  return result;
}

function layOut(text: string, style: Style): ShapedText {
  const font = openFont(style.font);
  const scale = style.size / font.unitsPerEm;
  const run = font.layout(text);
  const glyphs: Glyph[] = [];
  let pen = 0;
  run.glyphs.forEach((glyph, index) => {
    const position = run.positions[index];
    if (!position) throw new Error(`no position for glyph ${index} of "${text}"`);
    const x = pen + position.xOffset * scale;
    const y = -position.yOffset * scale;
    glyphs.push(...inked(glyph, x, y, scale));
    pen += position.xAdvance * scale + (style.tracking ?? 0);
  });
  return { glyphs, width: pen - (style.tracking ?? 0) };
}

/** A letter at a place, or none when it is a space. */
function inked({ bbox, path }: FontGlyph, x: number, y: number, scale: number): Glyph[] {
  const { minX, minY, maxX, maxY } = bbox;
  if (!(maxX > minX && maxY > minY)) return [];
  const ink = [x + minX * scale, y - maxY * scale, x + maxX * scale, y - minY * scale] as const;
  return [{ path: path.toSVG(), x, y, scale, ink }];
}

/** Sets full-width letters below each other, punctuation in its vertical form. */
function stack(text: string, style: Style): ShapedText {
  const font = openFont(style.font);
  const scale = style.size / font.unitsPerEm;
  const step = style.size + (style.tracking ?? 0);
  const { glyphs } = font.layout(text, ['vert']);
  return {
    glyphs: glyphs.flatMap((glyph, index) => {
      // Not every font has this space.
      if (glyph.codePoints.includes(IDEOGRAPHIC_SPACE)) return [];
      const x = (-glyph.advanceWidth * scale) / 2;
      return inked(glyph, x, index * step + font.ascent * scale, scale);
    }),
    width: glyphs.length * step - (style.tracking ?? 0),
  };
}

/** How far the pen moves for a text, in pixels. */
export function measure(text: string, style: Style): number {
  return shape(text, style).width;
}
