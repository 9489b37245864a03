import { parseAccept } from 'hono/utils/accept';

/**
 * The media type to answer in: of those that the caller likes best, the first of ours.
 *
 * @param accept - the `Accept` header (RFC 9110, section 12.5.1)
 * @param offered - what can be sent, the usual one first; it is also the answer when nothing is acceptable, since
 *   a caller does better with that than with a 406
 */
export function preferredType<T extends string>(
  accept: string | undefined,
  offered: readonly [T, ...T[]],
): T {
  const ranges = parseAccept(accept ?? '');
  let best: { type: T; quality: number } = { type: offered[0], quality: 0 };
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > best.quality) best = { type, quality };
  }
  return best.type;
}

function qualityOf(type: string, ranges: readonly { readonly type: string; readonly q: number }[]): number {
  const [family] = type.split('/');
  // The most specific range counts, not the highest.
  for (const wanted of [type, `${family}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type.toLowerCase() === wanted);
    if (range) return range.q;
  }
  return 0;
}
