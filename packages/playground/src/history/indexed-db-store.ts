import type { HistoryEntry, HistoryImage } from './entry.ts';
import type { HistoryStore } from './store.ts';

const databaseName = 'detect-regions-playground';
const version = 1;

/**
 * Keeps the past in the browser's database.
 *
 * @throws DOMException when the browser has none for this page
 */
export async function indexedDbStore(): Promise<HistoryStore> {
  const opening = indexedDB.open(databaseName, version);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('entries', { keyPath: 'taskId' });
    opening.result.createObjectStore('images', { keyPath: 'id' });
  };
  const database = await answer(opening);
  const open = (
    mode: IDBTransactionMode,
  ): { entries: IDBObjectStore; images: IDBObjectStore; ended: Promise<void> } => {
    const transaction = database.transaction(['entries', 'images'], mode);
    return {
      entries: transaction.objectStore('entries'),
      images: transaction.objectStore('images'),
      ended: new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      }),
    };
  };
  return {
    lasting: true,
    entries: () => answer<HistoryEntry[]>(open('readonly').entries.getAll()),
    image: (id) => answer<HistoryImage | undefined>(open('readonly').images.get(id)),
    put: async (entry, image) => {
      const { entries, images, ended } = open('readwrite');
      entries.put(entry);
      // Written once: the results of one image share it.
      images.getKey(image.id).onsuccess = ({ target }) => {
        if ((target as IDBRequest).result === undefined) images.put(image);
      };
      await ended;
    },
    retain: async (kept) => {
      const { entries, images, ended } = open('readwrite');
      if (kept.length === 0) {
        // At once, as the page may be left at once.
        entries.clear();
        images.clear();
      } else {
        removeOthers(entries, new Set(kept.map(({ taskId }) => taskId)));
        removeOthers(images, new Set(kept.map(({ imageId }) => imageId)));
      }
      await ended;
    },
  };
}

function removeOthers(store: IDBObjectStore, kept: ReadonlySet<string>): void {
  const keys = store.getAllKeys();
  keys.onsuccess = () => {
    for (const key of keys.result) if (!kept.has(String(key))) store.delete(key);
  };
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
