/** Characters that take two cells of a terminal: those of East Asian scripts, full-width forms, and emoji. */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}])/u;

/** Characters that stand on the one before them, and take no cell. */
const standing = /^\p{M}/u;

const ellipsis = '…';

/** How many cells of a terminal a text without control characters takes. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + characterWidth(character), 0);
}

/** A text that takes so many cells at most: its end is left out where it would take more, and `…` tells so. */
export function shortened(text: string, cells: number): string {
  if (textWidth(text) <= cells) return text;
  if (cells < 1) return '';
  let width = 1;
  let end = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > cells) break;
    end += character.length;
  }
  return text.slice(0, end) + ellipsis;
}

function characterWidth(character: string): number {
  if (standing.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
