/** What an answer holds as JSON, of which nothing is checked; `undefined` when that is something else, such as a page. */
export function readJson(text: string): unknown {
  try {
    // The parser's own message would quote the answer.
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
