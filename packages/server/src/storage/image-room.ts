import { ImageStoreFullError } from './image-store.ts';

/** Something in a store that takes up room. */
export interface StoredImage {
  /** `undefined` for what is just coming in through another process. */
  readonly id: string | undefined;
  readonly bytes: number;
  /** In milliseconds since 1970. */
  readonly storedAt: number;
}

/** For how long a store that was found full counts as full, in milliseconds: a count takes time with many images. */
const FULL_FOR = 1000;

/**
 * How much room is left in a store whose images other processes may put and delete as well. It adds up what comes in
 * through this process, and counts anew before it refuses anything: so it may refuse too late, never too early.
 */
export class ImageRoom {
  readonly #maxBytes: number;
  readonly #contents: () => AsyncIterable<StoredImage>;
  readonly #now: () => number;
  /** Bytes in the store by the last count, and of all images put since. */
  #storedBytes = 0;
  /** Bytes of the images that are coming in through this process. */
  #incomingBytes = 0;
  /** Bytes of all images that this process ever put: a count under way may not have seen the latest. */
  #putBytes = 0;
  #fullSince = Number.NEGATIVE_INFINITY;
  #count: Promise<void> | undefined;

  /**
   * @param maxBytes - how many bytes there is room for
   * @param contents - lists what is in the store, but for what is coming in through this process
   * @param now - the time, in milliseconds
   */
  constructor(maxBytes: number, contents: () => AsyncIterable<StoredImage>, now: () => number) {
    this.#maxBytes = maxBytes;
    this.#contents = contents;
    this.#now = now;
  }

  /**
   * Starts an image. Its bytes take up room as they are pulled.
   *
   * @param chunks - the image as it comes in
   */
  admit(chunks: AsyncIterable<Uint8Array>): IncomingImage {
    return new IncomingImage(chunks, {
      take: (bytes) => this.#take(bytes),
      end: (bytes, kept) => {
        this.#incomingBytes -= bytes;
        if (!kept) return;
        this.#storedBytes += bytes;
        this.#putBytes += bytes;
      },
    });
  }

  /** Says that an image was deleted. */
  freed(): void {
    this.#fullSince = Number.NEGATIVE_INFINITY;
  }

  /** Counts what is in the store, once for all who ask at the same time. */
  async count(): Promise<void> {
    this.#count ??= drain(this.list()).finally(() => {
      this.#count = undefined;
    });
    await this.#count;
  }

  /** Lists what is in the store, and counts it while at it. */
  async *list(): AsyncGenerator<StoredImage, void, undefined> {
    const putBefore = this.#putBytes;
    let bytes = 0;
    for await (const image of this.#contents()) {
      bytes += image.bytes;
      yield image;
    }
    this.#storedBytes = bytes + this.#putBytes - putBefore;
  }

  async #take(bytes: number): Promise<void> {
    if (!this.#fits(bytes)) {
      if (this.#isFull()) throw new ImageStoreFullError(this.#maxBytes);
      await this.count();
    }
    if (!this.#fits(bytes)) {
      this.#fullSince = this.#now();
      throw new ImageStoreFullError(this.#maxBytes);
    }
    this.#incomingBytes += bytes;
  }

  #fits(bytes: number): boolean {
    return this.#storedBytes + this.#incomingBytes + bytes <= this.#maxBytes;
  }

  #isFull(): boolean {
    const age = this.#now() - this.#fullSince;
    // A clock that was set back must not keep the store full.
    return age >= 0 && age < FULL_FOR;
  }
}

interface Account {
  take(bytes: number): Promise<void>;
  end(bytes: number, kept: boolean): void;
}

/** An image on its way into a store. To be iterated once, and ended by {@link IncomingImage.end}. */
export class IncomingImage implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterable<Uint8Array>;
  readonly #account: Account;
  #bytes = 0;
  #fault: { readonly error: unknown } | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>, account: Account) {
    this.#chunks = chunks;
    this.#account = account;
  }

  /** What went wrong while the image was pulled, or that there is no room: it's not the fault of what it is stored in. */
  get fault(): { readonly error: unknown } | undefined {
    return this.#fault;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const chunks = this.#chunks[Symbol.asyncIterator]();
    try {
      for (;;) {
        const chunk = await this.#next(chunks);
        if (!chunk) return;
        yield chunk;
      }
    } finally {
      await chunks.return?.();
    }
  }

  /** Ends the account: the image is in the store, or it has left nothing. */
  end(kept: boolean): void {
    this.#account.end(this.#bytes, kept);
  }

  async #next(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await chunks.next();
      if (done) return undefined;
      await this.#account.take(value.byteLength);
      this.#bytes += value.byteLength;
      return value;
    } catch (error) {
      this.#fault = { error };
      throw error;
    }
  }
}

async function drain(values: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of values);
}
