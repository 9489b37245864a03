import { expect, it } from 'vitest';
import { squareRootSchedule } from './schedule.ts';

function times(until: number): number[] {
  const seen: number[] = [];
  for (let at = squareRootSchedule.next(0); at <= until; at += squareRootSchedule.next(at)) seen.push(at);
  return seen;
}

it('asks at the documented times', () => {
  expect(times(10_000).map((at) => Math.round(at / 100) / 10)).toEqual([0.5, 1.5, 3.2, 5.8, 9.2]);
});

it('asks ever less often, and never less than every 30 seconds', () => {
  const seen = times(2 * 3_600_000);
  const gaps = seen.slice(1).map((at, index) => at - (seen[index] as number));
  expect(gaps.every((gap, index) => index === 0 || gap + 1e-6 >= (gaps[index - 1] as number))).toBe(true);
  expect(Math.max(...gaps)).toBeCloseTo(30_000);
});
