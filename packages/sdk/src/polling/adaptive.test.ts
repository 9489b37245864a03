import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costRatios, meanOf } from '../testing/poll-cost.ts';
import { lognormal } from '../testing/service-times.ts';
import { AdaptiveSchedule } from './adaptive.ts';
import { LearnedSchedule, type Schedule } from './schedule.ts';

const hour = 3_600_000;
const time = fc.double({ min: 1, max: hour, noNaN: true });
const price = fc.double({ min: 1, max: hour, noNaN: true });

describe('until a task is done', () => {
  it.each([lognormal(3_000, 0.5), lognormal(5_000, 0.8), lognormal(1_000, 0.4), lognormal(20_000, 0.6)])(
    'asks as well as a plan would: $name',
    (times) => {
      for (const at of [150, 1_000, 10_000]) {
        const cost = (create: () => Schedule): number =>
          meanOf(costRatios(create, [[times, 1]], { seeds: 1, price: at }), 1, 1);
        expect(cost(() => new AdaptiveSchedule()) / cost(() => new LearnedSchedule())).toBeLessThanOrEqual(
          1.06,
        );
      }
    },
  );

  it('spreads the first looks of tasks that are begun before anything is learned, none later than alone', () => {
    const schedule = new AdaptiveSchedule();
    const pauses = Array.from({ length: 100 }, () => schedule.next(0, 150));
    const alone = pauses[0] as number;
    for (let part = 0; part < 10; part++) {
      const within = pauses.filter(
        (pause) => pause > (part * alone) / 10 && pause <= ((part + 1) * alone) / 10,
      );
      expect(within.length).toBeGreaterThanOrEqual(8);
    }
  });

  it('asks later, ever less often, and less often the dearer a poll is', () => {
    fc.assert(
      fc.property(time, time, price, price, (one, other, low, high) => {
        const schedule = new AdaptiveSchedule();
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        expect(schedule.next(sooner, low)).toBeGreaterThanOrEqual(10);
        expect(schedule.next(later, low)).toBeGreaterThanOrEqual(schedule.next(sooner, low));
        expect(schedule.next(one, Math.max(low, high))).toBeGreaterThanOrEqual(
          schedule.next(one, Math.min(low, high)),
        );
      }),
    );
  });

  it('expects half of the tasks that are left to be done in the time that it tells', () => {
    const left = (elapsed: number): number => (1 + elapsed / 5_000) ** -1.2;
    fc.assert(
      fc.property(fc.double({ min: 0, max: hour, noNaN: true }), (elapsed) => {
        const remaining = new AdaptiveSchedule().remaining(elapsed);
        expect(remaining).toBeGreaterThan(0);
        expect(left(elapsed + remaining) / left(elapsed)).toBeCloseTo(0.5, 6);
      }),
    );
  });
});

it('goes by what it has learned once a task is done', async () => {
  const [schedule, learned] = [new AdaptiveSchedule(), new LearnedSchedule()];
  for (const end of [900, 1_000, 1_100]) {
    schedule.learn(end - 50, end);
    learned.learn(end - 50, end);
  }
  await expect.poll(() => schedule.next(0, 1_000)).toBe(learned.next(0, 1_000));
  for (const each of [schedule, learned]) each.learn(0, 20);
  await expect.poll(() => schedule.next(0, 150)).toBe(learned.next(0, 150));
  expect(schedule.remaining(100)).toBe(learned.remaining(100));
});
