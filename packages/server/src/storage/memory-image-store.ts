import { type ImageStore, ImageStoreFullError } from './image-store.ts';

interface StoredImage {
  readonly bytes: Uint8Array;
  /** In milliseconds since 1970. */
  readonly storedAt: number;
}

/** Images in the memory of this process: gone with it. */
export class MemoryImageStore implements ImageStore {
  readonly #maxBytes: number;
  readonly #now: () => number;
  readonly #images = new Map<string, StoredImage>();
  /** Bytes of the images held, and of those that are just coming in. */
  #bytes = 0;

  /**
   * @param maxBytes - how many bytes all images together may have, those that are just coming in included
   * @param now - the time, in milliseconds since 1970
   */
  constructor(maxBytes: number, now: () => number) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  async put(id: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of chunks) {
        if (this.#bytes + chunk.byteLength > this.#maxBytes) throw new ImageStoreFullError(this.#maxBytes);
        parts.push(Uint8Array.from(chunk));
        size += chunk.byteLength;
        this.#bytes += chunk.byteLength;
      }
    } catch (error) {
      this.#bytes -= size;
      throw error;
    }
    await this.delete(id);
    this.#images.set(id, { bytes: join(parts, size), storedAt: this.#now() });
  }

  async get(id: string): Promise<Uint8Array | undefined> {
    return this.#images.get(id)?.bytes;
  }

  async delete(id: string): Promise<void> {
    this.#bytes -= this.#images.get(id)?.bytes.byteLength ?? 0;
    this.#images.delete(id);
  }

  async *storedBefore(time: number): AsyncGenerator<string, void, undefined> {
    for (const [id, { storedAt }] of [...this.#images]) {
      if (storedAt < time) yield id;
    }
  }

  async check(): Promise<void> {
    // Memory is always there.
  }

  async close(): Promise<void> {
    this.#images.clear();
    this.#bytes = 0;
  }
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  // Of its own buffer, not of Node's pool: it may be handed to a thread.
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
