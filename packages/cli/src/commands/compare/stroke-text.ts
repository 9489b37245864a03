/** Characters as strokes on a grid 4 wide and 6 high: a machine may have no font at all. */
const glyphs: Readonly<Record<string, string>> = {
  '0': 'M0 0H4V6H0Z',
  '1': 'M1 1L2 0V6',
  '2': 'M0 0H4V3H0V6H4',
  '3': 'M0 0H4V6H0M1 3H4',
  '4': 'M0 0V3H4M4 0V6',
  '5': 'M4 0H0V3H4V6H0',
  '6': 'M4 0H0V6H4V3H0',
  '7': 'M0 0H4L2 6',
  '8': 'M0 0H4V6H0ZM0 3H4',
  '9': 'M4 3H0V0H4V6H0',
  '.': 'M2 6v.01',
  A: 'M0 6V2L2 0L4 2V6M0 4H4',
  C: 'M4 0H0V6H4',
  D: 'M0 0H3L4 1V5L3 6H0Z',
  E: 'M4 0H0V6H4M0 3H3',
  F: 'M4 0H0V6M0 3H3',
  H: 'M0 0V6M4 0V6M0 3H4',
  I: 'M2 0V6',
  M: 'M0 6V0L2 3L4 0V6',
  R: 'M0 6V0H4V3H0M2 3L4 6',
  S: 'M4 0H0V3H4V6H0',
  T: 'M0 0H4M2 0V6',
  X: 'M0 0L4 6M4 0L0 6',
};

/** Height of a character, and from the beginning of one to that of the next, in units of the grid. */
const HEIGHT = 6;
const ADVANCE = 6;

/**
 * Draws text as SVG, with the pen's colour and width of 1 in units of a sixth of its height.
 *
 * @param text - digits, points, blanks and some capitals; anything else is left blank
 * @param height - in pixels
 */
export function strokeText(text: string, x: number, y: number, height: number, colour: string): string {
  const paths = [...text].map((character, index) => {
    const path = glyphs[character];
    return path === undefined ? '' : `<path transform="translate(${index * ADVANCE} 0)" d="${path}"/>`;
  });
  return (
    `<g transform="translate(${round(x)} ${round(y)}) scale(${round(height / HEIGHT)})" fill="none"` +
    ` stroke="${colour}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`
  );
}

/** How wide a character is with the space behind it, in pixels, when it is so many high. */
export function advanceOf(height: number): number {
  return (ADVANCE / HEIGHT) * height;
}

/** The height of characters of which each takes so many pixels of width. */
export function lettersOfWidth(advance: number): number {
  return (HEIGHT / ADVANCE) * advance;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
