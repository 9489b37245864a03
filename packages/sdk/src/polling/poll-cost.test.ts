import { describe, expect, it, vi } from 'vitest';
import { bestCost, costRatios, meanOf, type Phase } from '../testing/poll-cost.ts';
import { constant, either, lognormal, type ServiceTimes } from '../testing/service-times.ts';
import { LearnedSchedule, type Schedule } from './schedule.ts';

// Some of these compute for seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

// What is drawn is the same in every run, so these figures are too.
const learned = (): Schedule => new LearnedSchedule();
const every = (interval: number) => (): Schedule => {
  return { next: () => interval, remaining: () => 0, learn: () => {} };
};

function measure(phases: readonly Phase[], from: number, to: number, price = 1_000, seeds = 2): number {
  return meanOf(costRatios(learned, phases, { price, seeds }), from, to);
}

/** With the least possible cost at a price of a second, found independently. */
const four: [ServiceTimes, slower: ServiceTimes, least: number, everySecond: number][] = [
  [lognormal(3_000, 0.5), lognormal(12_000, 0.5), 1_670 + 1_010, 3_880 + 500],
  [lognormal(5_000, 0.8), lognormal(20_000, 0.8), 2_400 + 1_630, 7_340 + 500],
  [lognormal(1_000, 0.4), lognormal(4_000, 0.4), 1_240 + 480, 1_540 + 460],
  [lognormal(20_000, 0.6), lognormal(80_000, 0.6), 3_340 + 3_170, 24_560 + 500],
];

describe.each(four)('when tasks take $name', (times, slower, least, everySecond) => {
  it('the cost is measured right', () => {
    expect(bestCost(times, 1_000) / least).toBeCloseTo(1, 1.7);
    const fixed = meanOf(costRatios(every(1_000), [[times, 1]], { seeds: 1 }), 1, 1);
    expect((fixed * bestCost(times, 1_000)) / everySecond).toBeCloseTo(1, 1.5);
  });

  it('polling costs within 35 % of the best possible from the first task on, and 5 % after fifty', () => {
    expect(meanOf(costRatios(learned, [[times, 10]], { seeds: 16 }), 1, 10)).toBeLessThanOrEqual(1.35);
    const ratios = costRatios(learned, [[times, 100]], { seeds: 2 });
    expect(meanOf(ratios, 51, 100)).toBeLessThanOrEqual(1.05);
    expect(Math.min(...ratios)).toBeGreaterThan(0.995);
  });

  it('it copes within ten tasks once they take four times as long, or a quarter', () => {
    const change = (before: ServiceTimes, after: ServiceTimes): number =>
      measure(
        [
          [before, 60],
          [after, 50],
        ],
        71,
        110,
        1_000,
        2,
      );
    expect(change(times, slower)).toBeLessThanOrEqual(1.2);
    expect(change(slower, times)).toBeLessThanOrEqual(1.2);
  });
});

it.each([
  either(0.7, lognormal(2_000, 0.3), lognormal(15_000, 0.3)),
  either(0.5, lognormal(2_000, 0.3), lognormal(8_000, 0.3)),
  either(0.8, lognormal(3_000, 0.3), lognormal(20_000, 0.3)),
  either(0.5, lognormal(1_000, 0.3), lognormal(10_000, 0.3)),
])('within 10 % when there are two kinds of tasks: $name', (times) => {
  expect(measure([[times, 100]], 51, 100)).toBeLessThanOrEqual(1.1);
});

it.each([200, 1_000, 7_700, 20_000, 45_000, 120_000])('within 30 % when every task takes %i ms', (time) => {
  expect(meanOf(costRatios(learned, [[constant(time), 100]], { seeds: 1 }), 51, 100)).toBeLessThanOrEqual(
    1.3,
  );
});

it.each([150, 10_000])('within 5 % at a price of %i ms as well', (price) => {
  expect(measure([[lognormal(3_000, 0.5), 100]], 51, 100, price)).toBeLessThanOrEqual(1.05);
});

it.each([lognormal(5_000, 0.02), lognormal(20_000, 0.05), lognormal(60_000, 0.1)])(
  'within 30 %% when times are nearly constant: $name',
  (times) => {
    expect(measure([[times, 100]], 51, 100)).toBeLessThanOrEqual(1.3);
  },
);
