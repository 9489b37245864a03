import { expect, it } from 'vitest';
import { Budget } from './budget.ts';
import { AbortError, DeadlineError } from './errors/index.ts';
import type { DetectRegionsEvent } from './events.ts';
import type { Look, Snapshot } from './outcome.ts';
import { type Progress, poll } from './poll.ts';
import type { Schedule } from './polling/schedule.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { thrownBy } from './testing/thrown.ts';

const unfinished: Snapshot = {
  status: 'processing',
  wireStatus: 'Processing',
  taskId: 'task-1',
  warnings: [],
};
const every = (interval: number): Schedule => ({
  next: () => interval,
  remaining: (elapsed) => 4_000 - elapsed,
  learn: () => {},
});

/** A task that is done at some time, each look at it taking a while. */
function setUp(
  doneAt: number,
  deadline: number,
  signal?: AbortSignal,
  lookTime = 0,
  age: number | undefined = 0,
) {
  const clock = new FakeClock();
  const budget = new Budget(clock, { deadline, signal });
  budget.taskId = 'task-1';
  const looks: number[] = [];
  const learned: [after: number, by: number][] = [];
  const progress: Progress[] = [];
  const events: DetectRegionsEvent[] = [];
  const look = async (): Promise<Look<string>> => {
    looks.push(clock.now());
    await new Promise<void>((resolve) => clock.setTimeout(resolve, lookTime));
    const done = clock.now() >= doneAt;
    return { snapshot: unfinished, wireStatus: done ? 'Completed' : 'Busy', outcome: done ? 'found' : null };
  };
  const wait = (interval: number): Promise<string> =>
    poll(
      {
        price: 1_000,
        age,
        look,
        onProgress: (given) => progress.push(given),
      },
      {
        schedule: { ...every(interval), learn: (after, by) => learned.push([after, by]) },
        emit: (event) => events.push(event),
      },
      budget,
    );
  return { clock, looks, learned, progress, events, wait };
}

it('looks when the schedule says, and ends with the result', async () => {
  const { clock, looks, learned, progress, events, wait } = setUp(2_500, 60_000);
  const result = wait(1_000);
  await clock.advance(10_000);
  expect(await result).toBe('found');
  expect(looks).toEqual([1_000, 2_000, 3_000]);
  expect(progress.map(({ polls, elapsed, remaining }) => [polls, elapsed, remaining])).toEqual([
    [1, 1_000, 3_000],
    [2, 2_000, 2_000],
    [3, 3_000, 0],
  ]);
  expect(learned).toEqual([[2_000, 3_000]]);
  expect(events.map((event) => event.type === 'poll' && event.status)).toEqual(['Busy', 'Busy', 'Completed']);
  expect(clock.pending).toBe(0);
});

it('takes a last look just before a deadline that comes before the next', async () => {
  const { clock, looks, wait } = setUp(1_400, 1_500, undefined, 20);
  const result = wait(1_000);
  await clock.advance(2_000);
  expect(await result).toBe('found');
  expect(looks).toHaveLength(2);
  expect(looks[1]).toBeGreaterThan(1_400);
  expect(looks[1]).toBeLessThan(1_480);
});

it('gives up after the last look, names the task, and leaves no timer', async () => {
  const { clock, looks, learned, wait } = setUp(Infinity, 1_500);
  const error = thrownBy(DeadlineError, () => wait(1_000));
  await clock.advance(2_000);
  expect((await error).taskId).toBe('task-1');
  expect((await error).message).toContain('client.task(taskId).wait()');
  expect(looks).toEqual([1_000, 1_450]);
  expect(learned).toEqual([[1_450, Infinity]]);
  expect(clock.pending).toBe(0);
});

it('looks at once at a task from elsewhere, and counts the time since acceptance for one from here', async () => {
  for (const [age, first] of [
    [400, 600],
    [5_000, 0],
  ] as const) {
    const { clock, looks, wait } = setUp(2_500, 60_000, undefined, 0, age);
    const result = wait(1_000);
    await clock.advance(10_000);
    await result;
    expect(looks[0]).toBe(first);
  }
  const clock = new FakeClock();
  let looks = 0;
  const result = poll(
    {
      price: 1_000,
      age: undefined,
      look: async () => {
        looks++;
        return { snapshot: unfinished, wireStatus: 'Completed', outcome: 'found' };
      },
    },
    { schedule: every(1_000), emit: () => {} },
    new Budget(clock, { deadline: 1_000 }),
  );
  await clock.advance(0);
  expect(await result).toBe('found');
  expect(looks).toBe(1);
});

it('learns by when a task was done from the moments of asking, its age included', async () => {
  const { clock, learned, wait } = setUp(2_500, 60_000, undefined, 200, 300);
  const result = wait(1_000);
  await clock.advance(10_000);
  await result;
  expect(learned).toEqual([[2_200, 3_400]]);
});

it('learns nothing from a task from elsewhere, or one that is gone', async () => {
  const gone: Snapshot = { status: 'gone', reason: 'not-found', taskId: 'task-1', warnings: [] };
  for (const [age, last] of [
    [undefined, unfinished],
    [0, gone],
  ] as const) {
    const clock = new FakeClock();
    const learned: number[] = [];
    const result = poll(
      {
        price: 1_000,
        age,
        look: async () => ({ snapshot: last, wireStatus: '', outcome: clock.now() < 2_000 ? null : 'over' }),
      },
      { schedule: { ...every(1_000), learn: (_after, by) => learned.push(by) }, emit: () => {} },
      new Budget(clock, { deadline: 60_000 }),
    );
    await clock.advance(5_000);
    expect(await result).toBe('over');
    expect(learned).toEqual([]);
  }
});

it('ends between two looks when the caller aborts', async () => {
  const controller = new AbortController();
  const { clock, looks, wait } = setUp(Infinity, Infinity, controller.signal);
  const error = thrownBy(AbortError, () => wait(1_000));
  await clock.advance(1_500);
  controller.abort();
  expect((await error).taskId).toBe('task-1');
  expect(looks).toEqual([1_000]);
  expect(clock.pending).toBe(0);
});

it('ends with what onProgress throws', async () => {
  const clock = new FakeClock();
  const result = poll(
    {
      price: 1_000,
      age: 0,
      look: async () => ({ snapshot: unfinished, wireStatus: 'Processing', outcome: null }),
      onProgress: () => {
        throw new Error('mine');
      },
    },
    { schedule: every(10), emit: () => {} },
    new Budget(clock, { deadline: 1_000 }),
  );
  const ended = expect(result).rejects.toThrow('mine');
  await clock.advance(100);
  await ended;
});
