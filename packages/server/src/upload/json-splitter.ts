import { GrowingBytes } from './growing-bytes.ts';

/** Why a body could not be split. */
export type JsonSplitReason = 'malformed' | 'member-repeated' | 'rest-too-large' | 'too-deep';

/** The body is not JSON that {@link JsonSplitter} takes. */
export class JsonSplitError extends Error {
  override readonly name = 'JsonSplitError' as const;
  readonly reason: JsonSplitReason;

  constructor(reason: JsonSplitReason) {
    super(`JSON that can't be split: ${reason}`);
    this.reason = reason;
  }
}

/** What {@link JsonSplitter} splits off, and how much of the rest it takes. */
export interface JsonSplitOptions {
  /** The name of the member of the root object whose text is split off. */
  readonly member: string;
  /** How many bytes the body may have without that text. */
  readonly maxRestBytes: number;
  /** How deep objects and arrays may be nested. */
  readonly maxDepth: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const UNICODE_ESCAPE = 0x75;
const FIRST_BEYOND_ASCII = 0x80;

/** A character of a name has at most so many bytes: a backslash, a `u` and four digits. */
const LONGEST_ESCAPE = 6;

/** Where in the JSON text the next byte is. */
type Place = 'structure' | 'string' | 'string-escape' | 'member' | 'member-escape' | 'member-unicode';

/**
 * Splits a JSON text that arrives in chunks into the text of one large string member of the root object, which is
 * handed on as it comes, and the rest, which is small and parsed at the end. So a body of any size takes as much
 * memory as a chunk.
 *
 * It doesn't check the grammar: it copies all but the member's text into the rest, and the parser at the end
 * refuses a rest that is not JSON. Up to the first fault its reading of brackets and quotes is the parser's, so it
 * can't be led astray by anything that the parser would accept. Inside the member's text it checks all itself but for
 * control characters, which JSON wants escaped: to look at every byte would be most of the work, and who reads the text
 * does that anyway.
 */
export class JsonSplitter {
  readonly #options: JsonSplitOptions;
  #place: Place = 'structure';
  #depth = 0;
  #rootIsObject = false;
  /** Whether a string that starts now, directly in the root object, is a name. */
  #nameIsNext = false;
  /** The bytes of the name that is being read; undefined in other strings and in names that are too long. */
  #name: number[] | undefined;
  /** The member's name has been read, and perhaps its colon: its value is next. */
  #awaits: 'nothing' | 'colon' | 'value' = 'nothing';
  #found = false;
  #split = false;
  #unicode = '';
  readonly #rest = new GrowingBytes(1024);

  constructor(options: JsonSplitOptions) {
    this.#options = options;
  }

  /**
   * Takes the next chunk in.
   *
   * @returns what it holds of the member's text, without its quotes and escapes. The text is meant to be ASCII:
   *   any other character comes as one or more bytes of 0x80 and above. Control characters come as they are, and
   *   must be refused.
   * @throws JsonSplitError
   */
  write(chunk: Uint8Array): Uint8Array {
    let text: Uint8Array = chunk.subarray(0, 0);
    let at = 0;
    while (at < chunk.length) {
      if (this.#place.startsWith('member')) {
        const taken = this.#readMember(chunk, at);
        text = taken.text;
        at = taken.end;
      } else {
        const end = this.#readRest(chunk, at);
        this.#keep(chunk.subarray(at, end));
        at = end;
      }
    }
    return text;
  }

  /**
   * Ends the text and parses the rest.
   *
   * @returns the root value, in which the member is an empty string if its text was split off, and whether it was
   * @throws JsonSplitError `malformed`
   */
  end(): { readonly rest: unknown; readonly split: boolean } {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(this.#rest.bytes());
      return { rest: JSON.parse(text), split: this.#split };
    } catch {
      throw new JsonSplitError('malformed');
    }
  }

  /** Reads up to the first byte of the member's text, or to the end of the chunk. */
  #readRest(chunk: Uint8Array, start: number): number {
    for (let at = start; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#place === 'structure') {
        if (this.#readStructure(byte)) return at + 1;
      } else if (this.#place === 'string-escape') {
        this.#place = 'string';
        this.#readName(byte);
      } else if (byte === QUOTE) {
        this.#place = 'structure';
        this.#endString();
      } else {
        if (byte === BACKSLASH) this.#place = 'string-escape';
        this.#readName(byte);
      }
    }
    return chunk.length;
  }

  /** Returns whether the member's text starts behind this byte. */
  #readStructure(byte: number): boolean {
    switch (byte) {
      case QUOTE:
        return this.#startString();
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#awaits = 'nothing';
        this.#depth += 1;
        if (this.#depth > this.#options.maxDepth) throw new JsonSplitError('too-deep');
        if (this.#depth === 1) this.#rootIsObject = byte === OPEN_OBJECT;
        this.#nameIsNext = true;
        return false;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.#depth -= 1;
        return false;
      case COMMA:
        this.#awaits = 'nothing';
        this.#nameIsNext = true;
        return false;
      case COLON:
        if (this.#awaits === 'colon') this.#awaits = 'value';
        this.#nameIsNext = false;
        return false;
      default:
        return false;
    }
  }

  #startString(): boolean {
    const inRoot = this.#depth === 1 && this.#rootIsObject;
    if (inRoot && this.#awaits === 'value') {
      this.#place = 'member';
      this.#split = true;
      this.#awaits = 'nothing';
      return true;
    }
    this.#place = 'string';
    this.#name = inRoot && this.#nameIsNext ? [] : undefined;
    return false;
  }

  #readName(byte: number): void {
    if (!this.#name) return;
    this.#name.push(byte);
    if (this.#name.length > LONGEST_ESCAPE * this.#options.member.length) this.#name = undefined;
  }

  #endString(): void {
    const name = this.#name;
    this.#name = undefined;
    if (!name || !isName(name, this.#options.member)) return;
    // Parsers differ in which of two they take, so neither is safe.
    if (this.#found) throw new JsonSplitError('member-repeated');
    this.#found = true;
    this.#awaits = 'colon';
  }

  #keep(bytes: Uint8Array): void {
    if (this.#rest.length + bytes.length > this.#options.maxRestBytes)
      throw new JsonSplitError('rest-too-large');
    this.#rest.add(bytes);
  }

  /** Reads up to the closing quote, which belongs to the rest, or to the end of the chunk. */
  #readMember(chunk: Uint8Array, start: number): { text: Uint8Array; end: number } {
    // Without escapes, which is nearly always, the text is a view of the chunk.
    let text: Uint8Array | undefined;
    let length = 0;
    let at = start;
    // The next of each from here on: looked for anew only behind it, as a text may be full of escapes.
    let quote = -1;
    let backslash = -1;
    while (at < chunk.length) {
      if (this.#place === 'member') {
        if (quote < at) quote = find(chunk, QUOTE, at);
        if (backslash < at) backslash = find(chunk, BACKSLASH, at);
        const end = Math.min(quote, backslash);
        const ends = end === quote && quote < chunk.length;
        if (ends) this.#place = 'string';
        if (!text && (ends || end === chunk.length)) return { text: chunk.subarray(at, end), end };
        text ??= new Uint8Array(chunk.length - start);
        text.set(chunk.subarray(at, end), length);
        length += end - at;
        at = end;
        if (ends || end === chunk.length) break;
        this.#place = 'member-escape';
      } else {
        text ??= new Uint8Array(chunk.length - start);
        const character = this.#readEscape(chunk[at] as number);
        if (character !== undefined) {
          text[length] = character;
          length += 1;
        }
      }
      at += 1;
    }
    return { text: text ? text.subarray(0, length) : chunk.subarray(0, 0), end: at };
  }

  /** Reads a byte behind a backslash. Returns the character that it completes, if it does. */
  #readEscape(byte: number): number | undefined {
    if (this.#place === 'member-escape') {
      this.#place = byte === UNICODE_ESCAPE ? 'member-unicode' : 'member';
      if (byte === UNICODE_ESCAPE) return undefined;
      const character = escapes.get(byte);
      if (character === undefined) throw new JsonSplitError('malformed');
      return character;
    }
    this.#unicode += String.fromCharCode(byte);
    if (this.#unicode.length < 4) return undefined;
    if (!/^[\da-f]{4}$/i.test(this.#unicode)) throw new JsonSplitError('malformed');
    const code = Number.parseInt(this.#unicode, 16);
    this.#unicode = '';
    this.#place = 'member';
    return code < FIRST_BEYOND_ASCII ? code : 0xff;
  }
}

const escapes: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, character]) => [letter.charCodeAt(0), character.charCodeAt(0)],
  ),
);

/** Where the next byte of a value is; the end of the chunk when there is none. */
function find(chunk: Uint8Array, byte: number, start: number): number {
  const at = chunk.indexOf(byte, start);
  return at === -1 ? chunk.length : at;
}

function isName(bytes: readonly number[], wanted: string): boolean {
  try {
    return JSON.parse(`"${Buffer.from(bytes).toString()}"`) === wanted;
  } catch {
    return false;
  }
}
