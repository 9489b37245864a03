/**
 * A word for a shell of the kind of bash or zsh, which stands for exactly that text: as it is where nothing in it means
 * anything, or else in single quotes.
 */
export function shellQuote(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A file in the working folder, as a word for a shell; one that begins with a dash is not taken for a flag. */
export function shellFile(name: string): string {
  return shellQuote(name.startsWith('-') ? `./${name}` : name);
}
