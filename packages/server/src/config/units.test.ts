import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes, formatSeconds, parseBytes, parseSeconds } from './units.ts';

test.each([
  ['4096', 4096],
  ['1B', 1],
  ['10kb', 10_000],
  ['10KiB', 10_240],
  ['100MiB', 104_857_600],
  ['2.5 GB', 2_500_000_000],
  ['1TiB', 1_099_511_627_776],
])('%s are %i bytes', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each(['', 'MiB', '-1', '1e3', '1.5', '0x10', '10 potatoes', '1 constructor', '99999999TiB', '10  MB'])(
  '%j is no size',
  (text) => {
    expect(parseBytes(text)).toBeUndefined();
  },
);

test.each([
  ['90', 90],
  ['30s', 30],
  ['5m', 300],
  ['5min', 300],
  ['1.5h', 5400],
  ['24h', 86_400],
  ['7d', 604_800],
])('%s are %i seconds', (text, seconds) => {
  expect(parseSeconds(text)).toBe(seconds);
});

test.each(['', 'h', '-5m', '0.5s', '1 week', '10ms'])('%j is no time', (text) => {
  expect(parseSeconds(text)).toBeUndefined();
});

test('what is written can be read', () => {
  fc.assert(
    fc.property(fc.nat(), (amount) => {
      expect(parseBytes(formatBytes(amount))).toBe(amount);
      expect(parseSeconds(formatSeconds(amount))).toBe(amount);
    }),
  );
  expect([formatBytes(104_857_600), formatSeconds(86_400), formatSeconds(90)]).toEqual([
    '100MiB',
    '24h',
    '90s',
  ]);
});
