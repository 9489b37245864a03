import type { Read } from '../source.ts';
import { streamData } from './stream-data.ts';
import {
  arrayOf,
  countOf,
  type Dictionary,
  dictionaryOf,
  type Reference,
  referenceOf,
  Scanner,
  type Value,
} from './syntax.ts';

/** Windows in which an object is looked for, in bytes; the next where it does not end in one. */
const windows: readonly number[] = [4 * 1024, 64 * 1024, 1024 * 1024];
/** Longer streams are not read, in bytes. */
const longestStream = 2 * 1024 * 1024;
/** A file that was changed more often is not followed. */
const mostSections = 32;
/** No table of places has more parts. */
const mostParts = 1_000;
/** The end of a file, where its table of places is told, in bytes. */
const tail = 2 * 1024;

/** Where an object is, in the file itself. */
interface PlaceInFile {
  readonly offset: number;
}

/** Where an object is, in a stream of objects: the number of that, and its place among the others. */
interface PlaceInStream {
  readonly stream: number;
  readonly index: number;
}

type Place = PlaceInFile | PlaceInStream;

/** A table of places (ISO 32000-1, sections 7.5.4 and 7.5.8), and what comes with it. */
interface Section {
  readonly trailer: Dictionary;
  find(object: number): Promise<Place | undefined>;
}

/** A value in the file, and where what follows it is. */
interface Found {
  readonly value: Value;
  readonly end: number;
}

/** A PDF, of which only what is asked for is read. What can't be found or understood is `undefined`. */
export class PdfDocument {
  readonly #read: Read;
  readonly #sections: Section[] = [];
  readonly #streams = new Map<number, Uint8Array | undefined>();

  /** @param read - must not be without bounds: it is asked as often as a file demands */
  constructor(read: Read) {
    this.#read = read;
  }

  /** Finds the tables of places, the newest first. */
  async open(size: number): Promise<Dictionary | undefined> {
    const start = Math.max(0, size - tail);
    const end = await this.#text(start, size);
    const offsets = [Number(/startxref\s+(\d+)/.exec(end.slice(end.lastIndexOf('startxref')))?.[1])];
    for (let index = 0; index < Math.min(offsets.length, mostSections); index++) {
      const section = await this.#section(offsets[index] as number);
      if (section === undefined) break;
      this.#sections.push(section);
      // A file for old and new readers has a second table, which goes before older ones.
      for (const name of ['/XRefStm', '/Prev']) {
        const next = countOf(section.trailer.get(name));
        if (next !== undefined && !offsets.includes(next)) offsets.push(next);
      }
    }
    return this.#sections.find(({ trailer }) => trailer.has('/Root'))?.trailer;
  }

  /** What a value is, or points to. */
  async resolve(value: Value | undefined): Promise<Value | undefined> {
    const reference = referenceOf(value);
    return reference === undefined ? value : this.#object(reference);
  }

  async #object({ object }: Reference): Promise<Value | undefined> {
    const place = await this.#placeOf(object);
    if (place === undefined) return undefined;
    return 'offset' in place
      ? (await this.#valueAt(place.offset, object))?.value
      : this.#objectInStream(object, place);
  }

  /** In the newest table that has it. One that calls it free may be meant for readers that know no streams. */
  async #placeOf(object: number): Promise<Place | undefined> {
    for (const section of this.#sections) {
      const place = await section.find(object);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** A stream of objects begins with pairs of numbers: of an object, and where it is (ISO 32000-1, section 7.5.7). */
  async #objectInStream(object: number, { stream, index }: PlaceInStream): Promise<Value | undefined> {
    const place = await this.#placeOf(stream);
    const found = place && 'offset' in place ? await this.#valueAt(place.offset, stream) : undefined;
    const dictionary = dictionaryOf(found?.value);
    const first = countOf(dictionary?.get('/First'));
    if (found === undefined || dictionary === undefined || first === undefined) return undefined;
    if (!this.#streams.has(stream)) this.#streams.set(stream, await this.#data(found.end, dictionary));
    const data = this.#streams.get(stream);
    if (data === undefined) return undefined;
    // In one that is encrypted, nothing will be found.
    const numbers = latin1(data.subarray(0, first)).trim().split(/\s+/);
    if (Number(numbers[2 * index]) !== object) return undefined;
    return new Scanner(latin1(data.subarray(first + Number(numbers[2 * index + 1])))).value();
  }

  async #section(offset: number): Promise<Section | undefined> {
    if (!Number.isSafeInteger(offset)) return undefined;
    const mark = /^\s*xref/.exec(await this.#text(offset, offset + 32));
    return mark === null ? this.#streamSection(offset) : this.#tableSection(offset + mark[0].length);
  }

  async #tableSection(offset: number): Promise<Section | undefined> {
    const parts: { readonly first: number; readonly count: number; readonly at: number }[] = [];
    let at = offset;
    for (;;) {
      const text = await this.#text(at, at + 64);
      const head = /^\s*(\d{1,10})\s+(\d{1,10})\s*/.exec(text);
      if (head === null || parts.length > mostParts) {
        at += /^\s*trailer/.exec(text)?.[0].length ?? Number.NaN;
        break;
      }
      at += head[0].length;
      parts.push({ first: Number(head[1]), count: Number(head[2]), at });
      at += Number(head[2]) * 20;
    }
    const trailer = dictionaryOf((await this.#valueAt(at))?.value);
    if (trailer === undefined) return undefined;
    return {
      trailer,
      find: async (object) => {
        const part = parts.find(({ first, count }) => object >= first && object < first + count);
        if (part === undefined) return undefined;
        const entry = part.at + (object - part.first) * 20;
        const found = /^(\d{10}) \d{5} n/.exec(await this.#text(entry, entry + 20));
        return found === null ? undefined : { offset: Number(found[1]) };
      },
    };
  }

  async #streamSection(offset: number): Promise<Section | undefined> {
    const found = await this.#valueAt(offset, 'any');
    const trailer = dictionaryOf(found?.value);
    if (found === undefined || trailer === undefined) return undefined;
    const widths = (arrayOf(trailer.get('/W')) ?? []).map((width) => countOf(width) ?? Number.NaN);
    const [kinds = Number.NaN, seconds = Number.NaN, thirds = Number.NaN] = widths;
    const row = kinds + seconds + thirds;
    const data = row > 0 && row <= 24 ? await this.#data(found.end, trailer) : undefined;
    if (data === undefined) return undefined;
    const index = arrayOf(trailer.get('/Index')) ?? [0, trailer.get('/Size') ?? 0];
    const numberAt = (start: number, width: number): number =>
      data.subarray(start, start + width).reduce((value, byte) => value * 256 + byte, 0);
    return {
      trailer,
      find: async (object) => {
        for (let pair = 0, before = 0; pair + 1 < index.length; pair += 2) {
          const first = countOf(index[pair]) ?? 0;
          const count = countOf(index[pair + 1]) ?? 0;
          const start = (before + object - first) * row;
          before += count;
          if (object < first || object >= first + count || start + row > data.length) continue;
          const kind = kinds === 0 ? 1 : numberAt(start, kinds);
          const second = numberAt(start + kinds, seconds);
          if (kind === 1) return { offset: second };
          if (kind === 2) return { stream: second, index: numberAt(start + kinds + seconds, thirds) };
        }
        return undefined;
      },
    };
  }

  /**
   * The value at an offset of the file.
   *
   * @param object - the number of the object that must begin there, or `any`
   */
  async #valueAt(offset: number, object?: number | 'any'): Promise<Found | undefined> {
    if (!Number.isSafeInteger(offset)) return undefined;
    for (const window of windows) {
      const text = await this.#text(offset, offset + window);
      const scanner = new Scanner(text);
      if (object !== undefined) {
        const head = scanner.take(/[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/y);
        if (head === null || (object !== 'any' && Number(head[1]) !== object)) return undefined;
      }
      const value = scanner.value();
      // A number at the very end of a window may go on after it.
      if (value !== undefined && !scanner.ended) {
        const at = scanner.at;
        scanner.take(/[\0\t\n\f\r ]*stream(?:\r\n|\n|\r)/y);
        // The word may be cut off as well.
        if (scanner.at !== at || text.length - at > 64 || text.length < window) {
          return { value, end: offset + scanner.at };
        }
      }
      if (text.length < window) return undefined;
    }
    return undefined;
  }

  async #data(start: number, dictionary: Dictionary): Promise<Uint8Array | undefined> {
    const length = countOf(await this.resolve(dictionary.get('/Length')));
    if (length === undefined || length > longestStream) return undefined;
    return streamData(await this.#read(start, start + length), dictionary);
  }

  async #text(start: number, end: number): Promise<string> {
    return latin1(await this.#read(start, end));
  }
}

/** A character for each byte, of any number of bytes. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
