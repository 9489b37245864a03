import { ProtocolError } from './errors/index.ts';

/**
 * The members of an answer in JSON; none of it is checked. No members when it is something else, such as a page.
 *
 * @throws ProtocolError that can be retried, when what calls itself JSON was cut on its way
 */
export async function readJson<T>(response: Response): Promise<Partial<T>> {
  const text = await response.text();
  try {
    return Object(JSON.parse(text)) as Partial<T>;
  } catch {
    // The parser's own message would quote the answer.
    if (/json/i.test(response.headers.get('content-type') ?? '')) {
      throw new ProtocolError('The answer is broken JSON.', { retryable: true });
    }
    // Said by who misses a member.
    return {};
  }
}
