/**
 * A number from 0 to 1 that a text alone decides. What happens to a request is drawn by its own name rather than in the
 * order of arrival, so that a seed means the same in every run, however the requests of that run overtake each other.
 */
export function drawn(text: string): number {
  // FNV-1a, then the finish of MurmurHash3: texts that differ by a digit give numbers far apart.
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
