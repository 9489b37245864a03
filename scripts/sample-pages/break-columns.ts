/** What hangs below a full column rather than begin the next one. */
const hanging = new Set('。、」』');

/**
 * Breaks a text into columns of so many letters. Full stops, commas and closing brackets hang below a full column.
 *
 * @param text - full-width letters
 * @param letters - that a column has room for
 */
export function breakColumns(text: string, letters: number): string[] {
  const columns: string[] = [];
  for (const letter of text) {
    const last = columns.at(-1);
    const full = last === undefined || ([...last].length >= letters && !hanging.has(letter));
    if (full) columns.push(letter);
    else columns[columns.length - 1] = last + letter;
  }
  return columns;
}
