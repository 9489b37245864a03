import { expect, test } from 'vitest';
import { formatSize, parseSize } from './size.ts';

test.each([
  ['100MB', 100_000_000],
  ['1 GB', 1_000_000_000],
  ['1.5gb', 1_500_000_000],
  ['64kb', 64_000],
  ['512', 512],
])('%s is %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', 'MB', '10XB', '-1MB', '1e3', '1MB 2'])('%j is no size', (text) => {
  expect(parseSize(text)).toBeUndefined();
});

test.each([
  [100_000_000, '100 MB'],
  [1_500_000_000, '1.5 GB'],
  [2_340, '2.34 kB'],
  [12, '12 B'],
  [0, '0 B'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
