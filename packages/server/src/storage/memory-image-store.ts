import { type ImageStore, ImageStoreFullError } from './image-store.ts';

/** Images in the memory of this process: gone with it. */
export class MemoryImageStore implements ImageStore {
  readonly #maxBytes: number;
  readonly #images = new Map<string, Uint8Array>();
  /** Bytes of the images held, and of those that are just coming in. */
  #bytes = 0;

  /** @param maxBytes - how many bytes all images together may have, those that are just coming in included */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  async put(id: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of chunks) {
        if (this.#bytes + chunk.byteLength > this.#maxBytes) throw new ImageStoreFullError(this.#maxBytes);
        parts.push(chunk);
        size += chunk.byteLength;
        this.#bytes += chunk.byteLength;
      }
    } catch (error) {
      this.#bytes -= size;
      throw error;
    }
    await this.delete(id);
    this.#images.set(id, join(parts, size));
  }

  async get(id: string): Promise<Uint8Array | undefined> {
    return this.#images.get(id);
  }

  async delete(id: string): Promise<void> {
    this.#bytes -= this.#images.get(id)?.byteLength ?? 0;
    this.#images.delete(id);
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
