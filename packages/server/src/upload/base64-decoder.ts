/** Why a text is not Base64. */
export type Base64ErrorReason = 'alphabet' | 'data-url' | 'padding' | 'url-alphabet' | 'white-space';

/** A text is not Base64 (RFC 4648, section 4, padded). */
export class Base64Error extends Error {
  override readonly name = 'Base64Error' as const;
  readonly reason: Base64ErrorReason;

  constructor(reason: Base64ErrorReason) {
    super(`Not Base64: ${reason}`);
    this.reason = reason;
  }
}

/** Characters of a unit of Base64, and the bytes that they stand for. */
const UNIT = 4;
const UNIT_BYTES = 3;

const WHITE_SPACE = /[\t\n\r ]/;
const DATA_URL = 'data:';

/** Decodes padded Base64 that arrives in chunks. Anything outside of the alphabet is an error, line breaks included. */
export class Base64Decoder {
  /** The characters behind the last whole unit. */
  #left = '';
  /** Nothing may follow the padding. */
  #padded = false;
  /** The first characters of all, to tell a frequent mistake. */
  #head = '';
  /** What chunks are decoded into, one after the other: a buffer for each would soon be a hundred megabytes of garbage. */
  #decoded: Buffer = Buffer.alloc(0);

  /**
   * Decodes the next chunk, but for the characters of its last unit if that isn't whole.
   *
   * @param chunk - ASCII
   * @returns a view that is good until the next chunk is decoded
   * @throws Base64Error
   */
  write(chunk: Uint8Array): Uint8Array {
    const added = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (this.#head.length < DATA_URL.length) this.#head = (this.#head + added).slice(0, DATA_URL.length);
    const text = this.#left + added;
    // The common case needs no look at the characters: whatever isn't Base64 would come out shorter.
    const units = wholeUnits(text);
    const bytes = this.#padded ? undefined : this.#decode(units);
    if (!bytes) return this.#writeUnusual(text);
    this.#left = text.slice(units.length);
    return bytes;
  }

  /** @throws Base64Error when the text ended within a unit */
  end(): void {
    if (this.#left === '') return;
    this.#check(this.#left);
    throw new Base64Error('padding');
  }

  /** Decodes units without padding; undefined for any other text. */
  #decode(text: string): Uint8Array | undefined {
    const size = (text.length / UNIT) * UNIT_BYTES;
    if (this.#decoded.byteLength < size) this.#decoded = Buffer.allocUnsafeSlow(size);
    const length = this.#decoded.write(text, 'base64');
    // Node takes the URL-safe alphabet too, so that is looked for apart.
    const strict = length === size && !text.includes('-') && !text.includes('_');
    return strict ? this.#decoded.subarray(0, size) : undefined;
  }

  /** Decodes text that has padding, or is wrong. */
  #writeUnusual(text: string): Uint8Array {
    this.#check(text);
    const units = wholeUnits(text);
    this.#left = text.slice(units.length);
    this.#padded ||= units.endsWith('=');
    return Buffer.from(units, 'base64');
  }

  #check(text: string): void {
    if (WHITE_SPACE.test(text)) throw new Base64Error(this.#head === DATA_URL ? 'data-url' : 'white-space');
    if (this.#padded && text !== '') throw new Base64Error('padding');
    if (/^[A-Za-z\d+/]*={0,2}$/.test(text)) {
      const padding = text.length - text.replace(/=+$/, '').length;
      const last = text.length % UNIT;
      // The unit is whole, or a second = may follow.
      if (padding === 0 || last === 0 || (padding === 1 && last === UNIT - 1)) return;
      throw new Base64Error('padding');
    }
    if (this.#head === DATA_URL) throw new Base64Error('data-url');
    if (/^[\w+/-]*={0,2}$/.test(text)) throw new Base64Error('url-alphabet');
    throw new Base64Error(/^[A-Za-z\d+/=]*$/.test(text) ? 'padding' : 'alphabet');
  }
}

function wholeUnits(text: string): string {
  return text.slice(0, text.length - (text.length % UNIT));
}
