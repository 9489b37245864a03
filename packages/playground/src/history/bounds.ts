import type { HistoryEntry } from './entry.ts';

/** How much of the past is kept. */
export interface Bounds {
  /** Results. */
  readonly count: number;
  /** Of all their images, in bytes. */
  readonly bytes: number;
}

/** What a history of a few days of trying needs, and a phone can spare. */
export const bounds: Bounds = { count: 30, bytes: 100 * 1024 * 1024 };

/** Newest first. */
export function newestFirst<Entry extends Pick<HistoryEntry, 'at'>>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => b.at - a.at);
}

/**
 * Which entries are kept: the newest, as long as there is room. An image that several share counts once. An image too
 * large for itself is not kept, and what is older than an entry that is dropped goes too.
 */
export function within<Entry extends Pick<HistoryEntry, 'at' | 'imageId' | 'bytes'>>(
  entries: readonly Entry[],
  { count, bytes }: Bounds,
): Entry[] {
  const images = new Set<string>();
  let total = 0;
  const kept: Entry[] = [];
  for (const entry of newestFirst(entries)) {
    total += images.has(entry.imageId) ? 0 : entry.bytes;
    images.add(entry.imageId);
    if (kept.length === count || total > bytes) break;
    kept.push(entry);
  }
  return kept;
}
