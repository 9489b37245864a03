import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { codecs, decodeBase64, encodeBase64 } from './base64.ts';
import { InvalidInputError } from './errors/index.ts';
import { thrownBy } from './testing/thrown.ts';

const reference = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

// Runtimes that have these methods use them; elsewhere they stand in for the test of our calls.
function provideNativeMethods(): void {
  if ('toBase64' in Uint8Array.prototype) return;
  const { Buffer: NodeBuffer } = globalThis;
  Object.defineProperty(Uint8Array.prototype, 'toBase64', {
    configurable: true,
    value(this: Uint8Array) {
      return NodeBuffer.from(this).toString('base64');
    },
  });
  Object.defineProperty(Uint8Array, 'fromBase64', {
    configurable: true,
    value: (text: string) => Uint8Array.from(NodeBuffer.from(text, 'base64')),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(Object.entries(codecs))('the %s codec', (_name, codec) => {
  beforeAll(provideNativeMethods);

  it('agrees with Node on any bytes, and gives them back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
        const text = codec.encode(bytes);
        expect(text).toBe(reference(bytes));
        expect(Buffer.compare(codec.decode(text), bytes)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('takes a window on a larger buffer for what it is', () => {
    const bytes = new Uint8Array([9, 9, 1, 2, 3, 4, 9]).subarray(2, 6);
    expect(codec.encode(bytes)).toBe('AQIDBA==');
  });

  it('neither overflows the stack nor loses a byte at 9 MB', () => {
    const bytes = new Uint8Array(9_000_001).map((_, index) => index * 7);
    const text = codec.encode(bytes);
    expect(text).toBe(reference(bytes));
    expect(Buffer.compare(codec.decode(text), bytes)).toBe(0);
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

  it('give a plain Uint8Array of its own memory, also in Node', () => {
    const bytes = decodeBase64('AQID');
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    expect(bytes.buffer.byteLength).toBe(3);
  });

  it('do without Buffer', () => {
    provideNativeMethods();
    vi.stubGlobal('Buffer', undefined);
    expect(encodeBase64(new Uint8Array([1, 2, 3, 4]))).toBe('AQIDBA==');
    expect([...decodeBase64('AQIDBA==')]).toEqual([1, 2, 3, 4]);
  });

  it('do without Buffer and the new methods', () => {
    const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
    vi.stubGlobal('Buffer', undefined);
    Reflect.deleteProperty(Uint8Array, 'fromBase64');
    try {
      expect(encodeBase64(new Uint8Array([1, 2, 3, 4]))).toBe('AQIDBA==');
      expect([...decodeBase64('AQIDBA==')]).toEqual([1, 2, 3, 4]);
    } finally {
      if (own !== undefined) Object.defineProperty(Uint8Array, 'fromBase64', own);
    }
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
