import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Belief } from './belief.ts';
import { planOf } from './plan.ts';
import { LearnedSchedule } from './schedule.ts';

const hour = 3_600_000;
const time = fc.double({ min: 0, max: 2 * hour, noNaN: true });
/** What a wait may have seen of a task: also times that make no sense, and tasks that were given up. */
const seen = fc.tuple(time, fc.oneof(time, fc.constant(Infinity)));
const price = fc.double({ min: 1, max: hour, noNaN: true });

function taught(tasks: readonly (readonly [number, number])[]): LearnedSchedule {
  const schedule = new LearnedSchedule();
  for (const [after, by] of tasks) schedule.learn(after, by);
  return schedule;
}

it('keeps its belief a probability distribution, whatever it sees', () => {
  fc.assert(
    fc.property(fc.array(seen, { maxLength: 60 }), (tasks) => {
      const belief = new Belief();
      for (const [after, by] of tasks) belief.learn(after, by);
      const chances = belief.chances;
      expect(chances.every((chance) => chance > 0 && chance < 1)).toBe(true);
      expect(chances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
    }),
  );
});

it('always asks later, and within ten minutes', () => {
  fc.assert(
    fc.property(fc.array(seen, { maxLength: 20 }), time, price, (tasks, elapsed, at) => {
      const pause = taught(tasks).next(elapsed, at);
      expect(pause).toBeGreaterThanOrEqual(10);
      expect(pause).toBeLessThanOrEqual(600_000);
    }),
  );
});

it('gives a pause whatever a clock says that was set back, stopped or broken', () => {
  const sane = fc.constantFrom(
    -hour,
    -1,
    -0,
    0,
    Number.MIN_VALUE,
    Number.MAX_VALUE,
    Infinity,
    -Infinity,
    Number.NaN,
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(sane, time), fc.oneof(sane, time)), { maxLength: 20 }),
      fc.oneof(sane, time),
      fc.oneof(price, fc.constantFrom(Number.MIN_VALUE, 1e-9, Number.MAX_SAFE_INTEGER)),
      (tasks, elapsed, at) => {
        const schedule = taught(tasks);
        const pause = schedule.next(elapsed, at);
        expect(pause).toBeGreaterThanOrEqual(10);
        expect(pause).toBeLessThanOrEqual(600_000);
        expect(schedule.remaining(elapsed)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

it('expects no end far beyond the longest it saw, in whatever order it learns', () => {
  const finished = fc.tuple(
    fc.double({ min: 0, max: 60_000, noNaN: true }),
    fc.double({ min: 1, max: 60_000, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(finished, { minLength: 5, maxLength: 15 }), (tasks) => {
      const seen = tasks.map(([after, length]) => [after, after + length] as const);
      const ends = seen.map(([, by]) => by);
      for (const order of [seen, seen.toReversed()]) {
        const end = taught(order).remaining(0);
        expect(end).toBeGreaterThan(0);
        expect(end).toBeLessThanOrEqual(Math.max(...ends) * 1.5 + 1_000);
      }
    }),
  );
});

it('expects the end of a task in the future, ever later the longer it takes', () => {
  fc.assert(
    fc.property(fc.array(seen, { maxLength: 20 }), time, time, (tasks, one, other) => {
      const schedule = taught(tasks);
      const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
      expect(schedule.remaining(later)).toBeGreaterThanOrEqual(0);
      expect(later + schedule.remaining(later)).toBeGreaterThanOrEqual(
        sooner + schedule.remaining(sooner) - 1e-6,
      );
    }),
  );
});

it('asks a dearer service less often', () => {
  fc.assert(
    fc.property(
      fc.array(seen, { maxLength: 20 }),
      price,
      fc.double({ min: 1, max: 8 }),
      (tasks, low, times) => {
        const schedule = taught(tasks);
        const polls = (at: number): number => {
          let [elapsed, count] = [0, 0];
          for (; elapsed < 600_000; count++) elapsed += schedule.next(elapsed, at);
          return count;
        };
        expect(polls(low * times)).toBeLessThanOrEqual(polls(low));
      },
    ),
    { numRuns: 30 },
  );
});

it('makes nothing of what can not be', () => {
  const schedule = taught([[0, 4_000]]);
  const before = schedule.next(0, 1_000);
  for (const [after, by] of [
    [5, 5],
    [6, 5],
    [-1, 5],
    [Number.NaN, 5],
    [5, Number.NaN],
  ] as const) {
    schedule.learn(after, by);
  }
  expect(schedule.next(0, 1_000)).toBe(before);
});

it('learns from tasks that were given up that they take long', () => {
  const schedule = new LearnedSchedule();
  const before = schedule.remaining(0);
  for (let task = 0; task < 10; task++) schedule.learn(60_000, Infinity);
  expect(schedule.remaining(0)).toBeGreaterThan(60_000);
  expect(before).toBeLessThan(10_000);
});

it('expects what it has seen', () => {
  const schedule = new LearnedSchedule();
  for (let task = 0; task < 30; task++) schedule.learn(6_900, 7_000);
  expect(schedule.remaining(0)).toBeGreaterThan(6_500);
  expect(schedule.remaining(0)).toBeLessThan(7_500);
  expect(schedule.remaining(2_000)).toBeLessThan(5_500);
});

it('asks at intervals of sqrt(2 × price × waited) where it knows nothing', () => {
  expect(new LearnedSchedule().next(hour, 1_000)).toBeCloseTo(Math.sqrt(2 * 1_000 * hour));
});

it('plans as an exhaustive search does', () => {
  const bins = 10;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i * (100 + 10 * i));
  const chance = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
    minLength: bins,
    maxLength: bins,
  });
  fc.assert(
    fc.property(chance, fc.double({ min: 1, max: 2_000, noNaN: true }), (weights, at) => {
      const total = weights.reduce((sum, each) => sum + each, 0);
      const chances = weights.map((each) => each / total);
      const cost = (asked: readonly number[]): number => {
        let sum = 0;
        chances.forEach((each, bin) => {
          const polls = asked.findIndex((edge) => edge > bin) + 1;
          const late =
            (edges[asked[polls - 1] as number] as number) -
            ((edges[bin] as number) + (edges[bin + 1] as number)) / 2;
          sum += each * (polls * at + late);
        });
        return sum;
      };
      let best = Infinity;
      for (let subset = 0; subset < 2 ** (bins - 1); subset++) {
        const asked = edges.reduce<number[]>((list, _, edge) => {
          return edge === bins || (edge > 0 && subset & (2 ** (edge - 1))) ? list.concat(edge) : list;
        }, []);
        best = Math.min(best, cost(asked));
      }
      const done = [
        0,
        ...chances.map((_, bin) => chances.slice(0, bin + 1).reduce((sum, each) => sum + each)),
      ];
      const plan = planOf([...edges], done, at);
      const asked: number[] = [];
      for (let now = plan(0); ; now = plan(now)) {
        asked.push(edges.indexOf(now));
        if (now === edges[bins]) break;
      }
      expect(cost(asked)).toBeCloseTo(best, 6);
    }),
    { numRuns: 40 },
  );
});
