import { Buffer as NodeBuffer } from 'node:buffer';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvalidInputError } from '../errors/index.ts';
import { thrownBy } from '../testing/thrown.ts';
import { decodeBase64 } from './decode.ts';
import { encodeBase64 } from './encode.ts';

const reference = (bytes: Uint8Array): string => NodeBuffer.from(bytes).toString('base64');

/** The methods that newer runtimes have; here they stand in for the test of our calls. */
const native = {
  toBase64(this: Uint8Array): string {
    return NodeBuffer.from(this).toString('base64');
  },
  fromBase64: (text: string): Uint8Array => Uint8Array.from(NodeBuffer.from(text, 'base64')),
};
const own = {
  toBase64: Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64'),
  fromBase64: Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64'),
};

function define(target: object, name: keyof typeof own, descriptor: PropertyDescriptor | undefined): void {
  Reflect.deleteProperty(target, name);
  if (descriptor !== undefined) Object.defineProperty(target, name, { ...descriptor, configurable: true });
}

/** Makes the runtime one that has these ways alone. */
function provide({ methods, buffer }: { methods: boolean; buffer: boolean }): void {
  define(Uint8Array.prototype, 'toBase64', methods ? { value: native.toBase64 } : undefined);
  define(Uint8Array, 'fromBase64', methods ? { value: native.fromBase64 } : undefined);
  if (!buffer) vi.stubGlobal('Buffer', undefined);
}

afterEach(() => {
  vi.unstubAllGlobals();
  define(Uint8Array.prototype, 'toBase64', own.toBase64);
  define(Uint8Array, 'fromBase64', own.fromBase64);
});

describe.each([
  ['the new methods', { methods: true, buffer: false }],
  ['Buffer', { methods: false, buffer: true }],
  ['both', { methods: true, buffer: true }],
  ['btoa and atob', { methods: false, buffer: false }],
])('by %s', (_name, ways) => {
  beforeEach(() => provide(ways));

  it('agrees with Node on any bytes, and gives them back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(text).toBe(reference(bytes));
        expect(NodeBuffer.compare(decodeBase64(text), bytes)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('takes a window on a larger buffer for what it is', () => {
    const bytes = new Uint8Array([9, 9, 1, 2, 3, 4, 9]).subarray(2, 6);
    expect(encodeBase64(bytes)).toBe('AQIDBA==');
  });

  it('gives a plain Uint8Array of its own memory', () => {
    const bytes = decodeBase64('AQID');
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    expect(bytes.buffer.byteLength).toBe(3);
  });

  it('neither overflows the stack nor loses a byte at 9 MB', () => {
    const bytes = new Uint8Array(9_000_001).map((_, index) => index * 7);
    const text = encodeBase64(bytes);
    expect(text === reference(bytes)).toBe(true);
    expect(NodeBuffer.compare(decodeBase64(text), bytes)).toBe(0);
  });
});

describe('encodeBase64 and decodeBase64', () => {
  it('know the examples of RFC 4648, section 10', () => {
    const utf8 = new TextEncoder();
    for (const [plain, text] of [
      ['', ''],
      ['f', 'Zg=='],
      ['fo', 'Zm8='],
      ['foo', 'Zm9v'],
      ['foob', 'Zm9vYg=='],
      ['fooba', 'Zm9vYmE='],
      ['foobar', 'Zm9vYmFy'],
    ] as const) {
      expect(encodeBase64(utf8.encode(plain))).toBe(text);
      expect(new TextDecoder().decode(decodeBase64(text))).toBe(plain);
    }
  });

  it('take an ArrayBuffer', () => {
    expect(encodeBase64(new Uint8Array([255, 0]).buffer)).toBe('/wA=');
  });

  it.each([
    ['white space', 'AQ ID'],
    ['a line break at the end', 'AQID\n'],
    ['the URL-safe alphabet', 'AQ-_'],
    ['missing padding', 'AQIDBA'],
    ['too much padding', 'AQID===='],
    ['padding alone', '===='],
    ['padding in the middle', 'AQ==AQID'],
    ['a lone character', 'A'],
    ['bits that belong to no byte', 'AQIDBB=='],
    ['bits that belong to no byte, of two', 'AQIDBAX='],
    ['no string', 17 as never],
  ])('refuse %s', async (_name, text) => {
    const error = await thrownBy(InvalidInputError, () => decodeBase64(text));
    expect(error.field).toBe('base64');
    if (typeof text === 'string') expect(error.message).not.toContain(text);
  });

  it('accept exactly what they give', () => {
    fc.assert(
      fc.property(fc.oneof(fc.base64String(), fc.string({ maxLength: 12 })), (text) => {
        let bytes: Uint8Array;
        try {
          bytes = decodeBase64(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
          return;
        }
        expect(encodeBase64(bytes)).toBe(text);
      }),
    );
  });
});
