import { describe, expect, test } from 'vitest';
import { median, ratios, spread } from './statistics.ts';

describe('median', () => {
  test('is the middle value, whatever the order', () => {
    expect(median([9, 1, 100])).toBe(9);
    expect(median([7])).toBe(7);
  });

  test('of an even count is the mean of the middle two', () => {
    expect(median([4, 1, 3, 100])).toBe(3.5);
  });

  test('sorts by number, not by text, and leaves its input alone', () => {
    const values = [10, 9, 2];
    expect(median(values)).toBe(9);
    expect(values).toEqual([10, 9, 2]);
  });

  test('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test('a spread keeps its values in the order of the rounds', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, values: [3, 1, 2] });
});

describe('ratios', () => {
  test('are formed round by round', () => {
    // The machine was twice as slow in the second round: the ratio is the same.
    expect(ratios([50, 100], [100, 200])).toEqual([0.5, 0.5]);
  });

  test('need a value of the reference for every round', () => {
    expect(() => ratios([1, 2], [1])).toThrow('2 values, 1 of the reference');
  });

  test('to zero or less are refused', () => {
    expect(() => ratios([1], [0])).toThrow('round 1');
    expect(() => ratios([1], [Number.NaN])).toThrow(RangeError);
  });
});
