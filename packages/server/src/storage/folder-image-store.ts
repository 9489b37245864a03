import { randomUUID } from 'node:crypto';
import { UnavailableError } from '../unavailable-error.ts';
import { ImageFiles } from './image-files.ts';
import { checkImageId } from './image-id.ts';
import { ImageRoom, type StoredImage } from './image-room.ts';
import type { ImageStore, SharedStoreOptions } from './image-store.ts';

/** How an image store in a folder is set up. */
export interface FolderImageStoreOptions extends SharedStoreOptions {
  /** Where the images are; made, for this user alone, when it isn't there. */
  readonly folder: string;
}

/**
 * Opens an image store in a folder. An image is in it, on disk and whole, or it isn't: also when the process is killed
 * or the power fails.
 *
 * @throws UnavailableError when the folder can't be made, read or written
 */
export async function openFolderImageStore(options: FolderImageStoreOptions): Promise<ImageStore> {
  const store = new FolderImageStore(options);
  await store.open();
  return store;
}

class FolderImageStore implements ImageStore {
  readonly #files: ImageFiles;
  readonly #room: ImageRoom;
  readonly #now: () => number;
  readonly #longestUpload: number;
  /** The names of the files that this process is writing. */
  readonly #writing = new Set<string>();

  constructor({ folder, maxBytes, now, longestUpload }: FolderImageStoreOptions) {
    this.#files = new ImageFiles(folder);
    this.#room = new ImageRoom(maxBytes, () => this.#contents(), now);
    this.#now = now;
    this.#longestUpload = longestUpload;
  }

  async open(): Promise<void> {
    await orUnavailable(() => this.#files.prepare());
    await this.#room.count();
  }

  async put(id: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    checkImageId(id);
    const image = this.#room.admit(chunks);
    let kept = false;
    try {
      await this.#writeAside(image, (name) => this.#files.moveIn(name, id));
      kept = true;
    } catch (error) {
      throw image.fault ? image.fault.error : unavailable(error);
    } finally {
      image.end(kept);
    }
  }

  async get(id: string): Promise<Uint8Array | undefined> {
    checkImageId(id);
    return orUnavailable(() => this.#files.read(id));
  }

  async delete(id: string): Promise<void> {
    checkImageId(id);
    await orUnavailable(() => this.#files.delete(id));
    this.#room.freed();
  }

  async *storedBefore(time: number): AsyncGenerator<string, void, undefined> {
    for await (const { id, storedAt } of this.#room.list()) {
      if (id !== undefined && storedAt < time) yield id;
    }
  }

  async check(): Promise<void> {
    await orUnavailable(() => this.#writeAside(oneByte(), (name) => this.#files.drop(name)));
  }

  async close(): Promise<void> {
    await this.#files.close();
  }

  /** Writes a file beside the images. Nothing of it is left when that, or what is done with it then, goes wrong. */
  async #writeAside(chunks: AsyncIterable<Uint8Array>, then: (name: string) => Promise<void>): Promise<void> {
    const name = randomUUID();
    this.#writing.add(name);
    try {
      await this.#files.write(name, chunks, this.#now);
      await then(name);
    } catch (error) {
      await this.#files.drop(name).catch(() => {
        // Whatever is wrong with the disk, the error before this one tells it.
      });
      throw error;
    } finally {
      this.#writing.delete(name);
    }
  }

  async *#contents(): AsyncGenerator<StoredImage, void, undefined> {
    try {
      yield* this.#files.stored();
      for await (const { name, bytes, writtenAt } of this.#files.incoming()) {
        if (this.#writing.has(name)) continue;
        // By the clock that dates files, which `now` need not be.
        if (writtenAt < Date.now() - this.#longestUpload) await this.#files.drop(name);
        else yield { id: undefined, bytes, storedAt: writtenAt };
      }
    } catch (error) {
      throw unavailable(error);
    }
  }
}

async function* oneByte(): AsyncGenerator<Uint8Array, void, undefined> {
  yield new Uint8Array(1);
}

async function orUnavailable<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError("The folder of the images can't be used just now.", { cause });
}
