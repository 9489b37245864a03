import { expect, test } from 'vitest';
import { bestAssignment } from './assignment.ts';

/** The greatest sum that any assignment has, by trying them all. */
function greatestSum(weights: readonly (readonly number[])[], row = 0, taken = new Set<number>()): number {
  if (row === weights.length) return 0;
  let best = greatestSum(weights, row + 1, taken);
  for (const [column, weight] of (weights[row] ?? []).entries()) {
    if (taken.has(column)) continue;
    best = Math.max(best, weight + greatestSum(weights, row + 1, new Set([...taken, column])));
  }
  return best;
}

test('the best pair is given up where that makes the sum greater', () => {
  const weights = [
    [0.9, 0.8],
    [0.7, 0],
  ];
  expect(bestAssignment(weights)).toEqual([
    { row: 0, column: 1 },
    { row: 1, column: 0 },
  ]);
});

test('what has no weight is not paired', () => {
  expect(bestAssignment([[0, 0]])).toEqual([]);
  expect(bestAssignment([])).toEqual([]);
  expect(bestAssignment([[], []])).toEqual([]);
});

test('the sum is that of the best of all assignments', () => {
  // A linear congruential generator (Park and Miller): the same matrices in every run.
  let state = 20_261_123;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let run = 0; run < 200; run++) {
    const [rows, columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 5)];
    const weights = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (random() < 0.4 ? 0 : random())),
    );
    const pairs = bestAssignment(weights);
    expect(new Set(pairs.map(({ row }) => row)).size).toBe(pairs.length);
    expect(new Set(pairs.map(({ column }) => column)).size).toBe(pairs.length);
    const sum = pairs.reduce((total, { row, column }) => total + (weights[row]?.[column] ?? 0), 0);
    expect(sum).toBeCloseTo(greatestSum(weights), 10);
  }
});
