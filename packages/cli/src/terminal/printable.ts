/**
 * Text from outside, such as a file name, made safe to print: control and format characters, which could move
 * the cursor, change colours or turn the reading direction, become visible replacement characters.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}
