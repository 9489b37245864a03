/** The members of an answer in JSON; none of it is checked. No members when it is no JSON, or no object. */
export async function readJson<T>(response: Response): Promise<Partial<T>> {
  const text = await response.text();
  try {
    return Object(JSON.parse(text)) as Partial<T>;
  } catch {
    // Said by who misses a member; the parser's own message would quote the answer.
    return {};
  }
}
