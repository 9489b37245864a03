/**
 * Bytes that are added piece by piece and kept in one buffer: a stranger who sends single bytes must not make a million
 * small buffers of them.
 */
export class GrowingBytes {
  #buffer: Buffer;
  #length = 0;

  /** @param capacity - how many bytes there is room for at first */
  constructor(capacity: number) {
    this.#buffer = Buffer.allocUnsafeSlow(capacity);
  }

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** Adds a copy of some bytes. */
  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.byteLength;
    if (length > this.#buffer.byteLength) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#buffer.byteLength));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  /** All bytes so far, as a view that is good until more are added or they are forgotten. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Forgets all bytes, and keeps the room for others. */
  clear(): void {
    this.#length = 0;
  }
}
