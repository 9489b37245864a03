/**
 * Bytes that are added piece by piece and kept in one buffer: a stranger who sends single bytes must not make a million
 * small buffers of them.
 */
export class GrowingBytes {
  readonly #capacity: number;
  #buffer: Buffer;
  #length = 0;

  /** @param capacity - how many bytes there is room for at first */
  constructor(capacity: number) {
    this.#capacity = capacity;
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

  /** All bytes so far, as a view that is good until more are added. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Forgets all bytes, and keeps the room for others: views of them are no longer good. */
  clear(): void {
    this.#length = 0;
  }

  /** All bytes so far, which are then no longer kept here. */
  take(): Uint8Array {
    const bytes = this.bytes();
    this.#buffer = Buffer.allocUnsafeSlow(this.#capacity);
    this.#length = 0;
    return bytes;
  }
}
