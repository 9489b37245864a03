import type { HistoryEntry, HistoryImage } from './entry.ts';

/** Where the past is kept. */
export interface HistoryStore {
  /** Whether it is still there when the page is left. */
  readonly lasting: boolean;
  entries(): Promise<HistoryEntry[]>;
  image(id: string): Promise<HistoryImage | undefined>;
  /** Keeps an entry, and its image where it has not got that yet. */
  put(entry: HistoryEntry, image: HistoryImage): Promise<void>;
  /** Keeps just these entries, and their images. */
  retain(entries: readonly HistoryEntry[]): Promise<void>;
}

/** For browsers that let the page keep nothing. */
export function memoryStore(): HistoryStore {
  const entries = new Map<string, HistoryEntry>();
  const images = new Map<string, HistoryImage>();
  return {
    lasting: false,
    entries: async () => [...entries.values()],
    image: async (id) => images.get(id),
    put: async (entry, image) => {
      entries.set(entry.taskId, entry);
      images.set(image.id, image);
    },
    retain: async (kept) => {
      const taskIds = new Set(kept.map(({ taskId }) => taskId));
      const imageIds = new Set(kept.map(({ imageId }) => imageId));
      for (const id of entries.keys()) if (!taskIds.has(id)) entries.delete(id);
      for (const id of images.keys()) if (!imageIds.has(id)) images.delete(id);
    },
  };
}
