/** Points to an object by its number; generations do not matter for finding the current one. */
export interface Reference {
  readonly object: number;
}

/** A dictionary; its keys are names. */
export type Dictionary = ReadonlyMap<string, Value>;

/**
 * A value of PDF (ISO 32000-1, section 7.3), as far as the size of a page needs it: names have their slash, and of
 * strings, booleans and null nothing is kept but that they are there.
 */
export type Value = number | string | null | Reference | Dictionary | readonly Value[];

/** Deeper than this no dictionary or array is followed. */
const deepest = 20;

const space = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const name = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const reference = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z\d])/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const hexadecimal = /<[\dA-Fa-f\0\t\n\f\r ]*>/y;
const word = /true|false|null/y;

/** Reads values from text that has a character for each byte. */
export class Scanner {
  /** Where the next value is looked for. */
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether there is nothing left. */
  get ended(): boolean {
    return this.at >= this.#text.length;
  }

  /** Goes past what matches here. The pattern must be sticky. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  /** The next value; `undefined` when there is none, or not all of it. */
  value(depth = 0): Value | undefined {
    this.take(space);
    if (depth > deepest) return undefined;
    if (this.take(/<</y)) return this.#dictionary(depth);
    if (this.take(/\[/y)) return this.#array(depth);
    if (this.take(/\(/y)) return this.#string();
    const referred = this.take(reference);
    if (referred) return { object: Number(referred[1]) };
    const found = this.take(name) ?? this.take(number);
    if (found) return found[0].startsWith('/') ? found[0] : Number(found[0]);
    return (this.take(hexadecimal) ?? this.take(word)) ? null : undefined;
  }

  #dictionary(depth: number): Dictionary | undefined {
    const entries = new Map<string, Value>();
    for (;;) {
      this.take(space);
      if (this.take(/>>/y)) return entries;
      const key = this.take(name);
      const value = key === null ? undefined : this.value(depth + 1);
      if (key === null || value === undefined) return undefined;
      entries.set(key[0], value);
    }
  }

  #array(depth: number): readonly Value[] | undefined {
    const items: Value[] = [];
    for (;;) {
      this.take(space);
      if (this.take(/\]/y)) return items;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
  }

  /** Parentheses within a string are balanced or escaped. */
  #string(): null | undefined {
    for (let level = 1; level > 0; ) {
      this.take(/[^()\\]+/y);
      const found = this.take(/[()]|\\[\s\S]/y);
      if (found === null) return undefined;
      if (found[0] === '(') level++;
      if (found[0] === ')') level--;
    }
    return null;
  }
}

/** The value when it is a dictionary. */
export function dictionaryOf(value: Value | undefined): Dictionary | undefined {
  return value instanceof Map ? value : undefined;
}

/** The value when it is an array. */
export function arrayOf(value: Value | undefined): readonly Value[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** The value when it points to another. */
export function referenceOf(value: Value | undefined): Reference | undefined {
  return typeof value === 'object' && value !== null && 'object' in value ? value : undefined;
}

/** The value when it is a whole number from 0. */
export function countOf(value: Value | undefined): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
