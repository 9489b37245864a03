import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingBytes } from './growing-bytes.ts';

test('bytes come back in the order in which they were added, whatever their pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 1500 }), { maxLength: 10 }), (pieces) => {
      const bytes = new GrowingBytes(4);
      for (const piece of pieces) bytes.add(piece);
      expect(Buffer.from(bytes.bytes()).equals(Buffer.concat(pieces))).toBe(true);
      expect(bytes.length).toBe(Buffer.concat(pieces).length);
    }),
  );
});

test('what was added may be changed afterwards', () => {
  const bytes = new GrowingBytes(4);
  const piece = new Uint8Array([1, 2]);
  bytes.add(piece);
  piece.fill(9);
  expect([...bytes.bytes()]).toEqual([1, 2]);
});

test('what was forgotten makes room for more', () => {
  const bytes = new GrowingBytes(4);
  bytes.add(new Uint8Array([1, 2, 3, 4, 5]));
  bytes.clear();
  expect(bytes.length).toBe(0);
  bytes.add(new Uint8Array([6]));
  expect([...bytes.bytes()]).toEqual([6]);
});
