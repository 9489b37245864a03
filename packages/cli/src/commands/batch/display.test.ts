import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveLines, type Moment, plainLine } from './display.ts';

const moment: Moment = {
  ended: 1_234,
  images: 12_345,
  allFound: true,
  running: 8,
  failed: 3,
  inDoubt: 1,
  calls: 2_581,
  maxCalls: 5_000,
  rate: 12.3,
  secondsLeft: 250,
  note: undefined,
};
const unpainted = (_style: string, text: string): string => text;

test('tells how far it is', () => {
  expect(plainLine(moment)).toBe(
    '1,234 of 12,345 images, 8 running, 3 failed, 1 in doubt, 12 pages/s, 2,581 of 5,000 calls, 4 min 10 s left',
  );
  expect(liveLines(moment, 80, unpainted)).toEqual([
    expect.stringMatching(/^1,234 of 12,345 {2}━+─+ {2}9 %$/),
    '8 running  3 failed  1 in doubt  12 pages/s',
    '2,581 of 5,000 calls  4 min 10 s left',
  ]);
});

test('tells no time while images are still being found', () => {
  const early = {
    ...moment,
    allFound: false,
    secondsLeft: undefined,
    rate: undefined,
    inDoubt: 0,
    maxCalls: Infinity,
  };
  expect(plainLine(early)).toBe('1,234 of 12,345+ images, 8 running, 3 failed, 2,581 calls');
  expect(liveLines(early, 80, unpainted)[0]).toMatch(/^1,234 of 12,345\+ {2}─+ {2}still looking$/);
});

test('never draws a line that a terminal of 50 columns or more would wrap', () => {
  const numbers = fc.integer({ min: 0, max: 1_000_000 });
  const moments = fc.record({
    ended: fc.integer({ min: 0, max: 1_000 }),
    images: fc.integer({ min: 1_000, max: 1_000_000 }),
    allFound: fc.boolean(),
    running: fc.integer({ min: 0, max: 64 }),
    failed: fc.integer({ min: 0, max: 999 }),
    inDoubt: fc.integer({ min: 0, max: 99 }),
    calls: numbers,
    maxCalls: numbers,
    rate: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
    secondsLeft: fc.option(numbers, { nil: undefined }),
    note: fc.integer().map(() => undefined),
  });
  fc.assert(
    fc.property(moments, fc.integer({ min: 50, max: 200 }), (now, columns) => {
      for (const line of liveLines(now, columns, (_style, text) => `\u001b[1m${text}\u001b[22m`)) {
        expect(stripVTControlCharacters(line).length).toBeLessThan(columns);
      }
    }),
  );
});
