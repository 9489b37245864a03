import { expect, test } from 'vitest';
import { reportOf } from './report.ts';

const time = { name: 'time', unit: 'ms', reference: 'fetch' } as const;

test('ratios are to the reference, round by round', () => {
  const [report] = reportOf(
    [time],
    [
      { peer: 'fetch', values: { time: [100, 200, 100] }, failure: null },
      { peer: 'ours', values: { time: [50, 100, 30] }, failure: null },
    ],
  );
  expect(report?.rows[0]?.ratio).toMatchObject({ median: 1, min: 1, max: 1 });
  expect(report?.rows[1]?.ratio).toMatchObject({ median: 0.5, min: 0.3, max: 0.5 });
  expect(report?.rows[1]?.value).toMatchObject({ median: 50, min: 30, max: 100 });
});

test('a reference that failed leaves the others with their values, and without a ratio', () => {
  const [report] = reportOf(
    [time],
    [
      { peer: 'fetch', values: { time: [] }, failure: 'too long' },
      { peer: 'ours', values: { time: [5] }, failure: null },
    ],
  );
  expect(report?.rows[0]).toEqual({ peer: 'fetch', value: null, ratio: null, failure: 'too long' });
  expect(report?.rows[1]).toMatchObject({ value: { median: 5 }, ratio: null });
});

test('a peer that failed on the way is compared over the rounds before', () => {
  const [report] = reportOf(
    [time],
    [
      { peer: 'fetch', values: { time: [10, 20] }, failure: null },
      { peer: 'other', values: { time: [20] }, failure: 'reset' },
    ],
  );
  expect(report?.rows[1]).toMatchObject({ ratio: { median: 2, values: [2] }, failure: 'reset' });
});
