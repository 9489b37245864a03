/**
 * Where images wait for a worker. They can be large, so they come in as chunks.
 *
 * An implementation passes `describeImageStore` of `test/describe-image-store.ts`.
 */
export interface ImageStore {
  /**
   * Stores an image under an id; it can be got once the promise resolves.
   *
   * @param id - the id of the task that it belongs to
   * @param chunks - the bytes, pulled as fast as they can be stored, each good until the next is pulled; when they
   *   throw, nothing is stored, and the error is passed on
   * @throws ImageStoreFullError when there is no room left
   * @throws UnavailableError when the store can't be reached or written
   */
  put(id: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;

  /** The bytes of an image, not to be changed; `undefined` when there is none of this id. */
  get(id: string): Promise<Uint8Array | undefined>;

  /** Drops an image; nothing happens when there is none of this id. */
  delete(id: string): Promise<void>;

  /**
   * The ids of the images that were stored before a time, in milliseconds since 1970, by the store's own clock. What an
   * upload left that broke off with its process is no image, and cleared away by the store itself.
   */
  storedBefore(time: number): AsyncIterable<string>;

  /**
   * Makes sure that the store can be reached and written to.
   *
   * @throws UnavailableError when it can't
   */
  check(): Promise<void>;

  /** Frees what the store holds in this process; images on disk or elsewhere stay. */
  close(): Promise<void>;
}

/** How a store is set up that several processes may share. */
export interface SharedStoreOptions {
  /**
   * How many bytes all images together may have, those that are just coming in through this process included. What other
   * processes put is learnt whenever images are listed, and before one is refused: so together they may get beyond by
   * what came in since.
   */
  readonly maxBytes: number;
  /**
   * How long an upload takes at most, in milliseconds. One that is older broke off with its process, and is cleared
   * away. `Infinity` leaves that to others.
   */
  readonly longestUpload: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** No more images fit in; the caller should come back later. */
export class ImageStoreFullError extends Error {
  override readonly name = 'ImageStoreFullError' as const;

  constructor(maxBytes: number) {
    super(`The image store is full: it holds ${maxBytes} bytes at most.`);
  }
}
