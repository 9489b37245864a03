import { type FontName, openFont } from './fonts.ts';

export interface Style {
  readonly font: FontName;
  /** Size of the em, in pixels of the page. */
  readonly size: number;
  /** Default: black. */
  readonly color?: string;
  /** Space added after each letter, in pixels. Default: 0. */
  readonly tracking?: number;
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
  /** How far the pen moves, in pixels. */
  readonly width: number;
}

const shaped = new Map<string, ShapedText>();

/** Sets a text in one line, with kerning and ligatures, its start at 0 on the baseline. */
export function shape(text: string, style: Style): ShapedText {
  const key = `${style.font} ${style.size} ${style.tracking} ${text}`;
  const result = shaped.get(key) ?? layOut(text, style);
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
    const { minX, minY, maxX, maxY } = glyph.bbox;
    if (maxX > minX && maxY > minY) {
      const ink = [x + minX * scale, y - maxY * scale, x + maxX * scale, y - minY * scale] as const;
      glyphs.push({ path: glyph.path.toSVG(), x, y, scale, ink });
    }
    pen += position.xAdvance * scale + (style.tracking ?? 0);
  });
  return { glyphs, width: pen - (style.tracking ?? 0) };
}

/** How far the pen moves for a text, in pixels. */
export function measure(text: string, style: Style): number {
  return shape(text, style).width;
}
