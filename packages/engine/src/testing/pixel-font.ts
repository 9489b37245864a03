/**
 * Capitals on a grid of 5 x 7, so that tests can print text without fonts on the machine. A letter is seven
 * rows from the top; each row is a digit of base 32 whose five bits are its dots from left to right.
 */
export const glyphs: { readonly [letter: string]: string } = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  Y: 'hhha444',
};

/** Columns from one letter to the next, in dots. */
export const ADVANCE = 6;

/** Rows of a letter, in dots. */
export const LETTER_ROWS = 7;

/** Calls back for each dot of a text, with its column and row counted from the text's top left. */
export function eachDot(text: string, dot: (column: number, row: number) => void): void {
  for (const [place, letter] of [...text].entries()) {
    for (const [row, digit] of [...(glyphs[letter] ?? '')].entries()) {
      const bits = Number.parseInt(digit, 32);
      for (let column = 0; column < ADVANCE - 1; column++) {
        if (bits & (16 >> column)) dot(place * ADVANCE + column, row);
      }
    }
  }
}
