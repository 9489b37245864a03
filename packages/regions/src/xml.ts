const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Readers would make plain spaces and line ends of these.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Text made safe for XML 1.0 content and for attributes in either kind of quotes. Characters that XML cannot
 * hold at all (most control characters, halves of surrogate pairs) become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"'\t\n\r]/g, (character) => escapes[character] as string)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
