/** A digit or a point: its width, and its strokes as SVG path data, in units of a sixth of its height. */
interface Glyph {
  readonly width: number;
  readonly path: string;
}

/** Strokes, since a machine may have no font at all. */
const glyphs: Readonly<Record<string, Glyph>> = {
  '0': { width: 4, path: 'M0 0H4V6H0Z' },
  '1': { width: 2, path: 'M0 1L2 0V6' },
  '2': { width: 4, path: 'M0 0H4V3H0V6H4' },
  '3': { width: 4, path: 'M0 0H4V6H0M1 3H4' },
  '4': { width: 4, path: 'M0 0V3H4M4 0V6' },
  '5': { width: 4, path: 'M4 0H0V3H4V6H0' },
  '6': { width: 4, path: 'M4 0H0V6H4V3H0' },
  '7': { width: 4, path: 'M0 0H4L2 6' },
  '8': { width: 4, path: 'M0 0H4V6H0ZM0 3H4' },
  '9': { width: 4, path: 'M4 3H0V0H4V6H0' },
  '.': { width: 0, path: 'M0 6v.01' },
};

/** Height of a line, the space between two digits, and that around all of them, in the same units. */
const LINE = 6;
const SPACE = 2;
const PADDING = 2;

/** A tag with digits on it. */
export interface Tag {
  /** Digits and points; anything else is left out. */
  readonly text: string;
  /** In pixels. */
  readonly height: number;
  readonly colour: string;
}

/** How wide a tag is, in pixels. */
export function tagWidth({ text, height }: Pick<Tag, 'text' | 'height'>): number {
  const widths = glyphsOf(text).map(({ width }) => width + SPACE);
  const sum = widths.reduce((total, width) => total + width, -SPACE);
  return (sum + 2 * PADDING) * unitOf(height);
}

/** A tag with white digits as SVG, its upper left corner at the given point. */
export function tagSvg(tag: Tag, x: number, y: number): string {
  let at = PADDING;
  const paths = glyphsOf(tag.text).map(({ width, path }) => {
    const glyph = `<path transform="translate(${at} ${PADDING})" d="${path}"/>`;
    at += width + SPACE;
    return glyph;
  });
  return (
    `<g transform="translate(${x} ${y})">` +
    `<rect width="${tagWidth(tag)}" height="${tag.height}" fill="${tag.colour}"/>` +
    `<g transform="scale(${unitOf(tag.height)})" fill="none" stroke="#fff" stroke-linecap="round"` +
    ` stroke-linejoin="round">${paths.join('')}</g></g>`
  );
}

function glyphsOf(text: string): Glyph[] {
  return [...text].flatMap((letter) => glyphs[letter] ?? []);
}

function unitOf(height: number): number {
  return height / (LINE + 2 * PADDING);
}
