import { expect, it } from 'vitest';
import { Budget } from './budget.ts';
import { AbortError, DeadlineError, TimeoutError } from './errors/index.ts';
import { FakeClock, settle } from './testing/fake-clock.ts';
import { thrownBy } from './testing/thrown.ts';

const never = (): Promise<never> => new Promise(() => {});
const operation = 'getDetectRegions';

/** A signal that knows its listeners. */
function watched(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
    count++;
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
    count--;
    removeEventListener.apply(signal, given);
  };
  return { controller, listeners: () => count };
}

it('gives what the work gives, and leaves no timer', async () => {
  const clock = new FakeClock();
  const budget = new Budget(clock, { deadline: 100 });
  expect(await budget.run(operation, 10, async () => 'done')).toBe('done');
  await expect(budget.run(operation, 10, async () => Promise.reject(new Error('work')))).rejects.toThrow(
    'work',
  );
  expect(clock.pending).toBe(0);
});

it('ends work that makes no progress, and tells it to stop', async () => {
  const clock = new FakeClock();
  const budget = new Budget(clock, { deadline: 100 });
  let stopped: AbortSignal | undefined;
  const result = thrownBy(TimeoutError, () =>
    budget.run(operation, 10, (signal) => {
      stopped = signal;
      return never();
    }),
  );
  await clock.advance(9);
  expect(stopped?.aborted).toBe(false);
  await clock.advance(1);
  const error = await result;
  expect(error).toMatchObject({ operation, retryable: true });
  expect(error.message).toContain('requestTimeout');
  expect(stopped?.aborted).toBe(true);
  expect(clock.pending).toBe(0);
});

it('waits on while there is progress, to the deadline', async () => {
  const clock = new FakeClock();
  const budget = new Budget(clock, { deadline: 100 });
  const result = thrownBy(DeadlineError, () =>
    budget.run(operation, 10, (_signal, progress) => {
      for (let at = 8; at < 200; at += 8) clock.setTimeout(progress, at);
      return never();
    }),
  );
  await clock.advance(96);
  await clock.advance(4);
  expect((await result).message).toContain('100 ms');
});

it('starts nothing after the deadline', async () => {
  const clock = new FakeClock();
  const budget = new Budget(clock, { deadline: 100 });
  await clock.advance(100);
  await thrownBy(DeadlineError, () => budget.run(operation, 10, async () => 'late'));
});

it('has no timer without a deadline and without patience', () => {
  const clock = new FakeClock();
  void new Budget(clock, { deadline: Infinity }).run(operation, Infinity, never);
  expect(clock.pending).toBe(0);
});

it('waits longer than a timer of the runtime can', async () => {
  const clock = new FakeClock();
  const deadline = 2 ** 31 + 1_000;
  const result = thrownBy(DeadlineError, () =>
    new Budget(clock, { deadline }).run(operation, Infinity, never),
  );
  await clock.advance(2 ** 31 - 1);
  expect(clock.pending).toBe(1);
  await clock.advance(2_000);
  await result;
});

it('ends at once when the caller aborts, in work and in sleep, with the task and the reason', async () => {
  for (const start of [
    (budget: Budget) => budget.run(operation, Infinity, never),
    (budget: Budget) => budget.sleep(operation, 5_000),
  ]) {
    const clock = new FakeClock();
    const { controller, listeners } = watched();
    const budget = new Budget(clock, { deadline: 10_000, signal: controller.signal });
    budget.taskId = 'task-1';
    const result = thrownBy(AbortError, () => start(budget));
    await settle();
    const reason = new Error('changed my mind');
    controller.abort(reason);
    const error = await result;
    expect(error).toMatchObject({ name: 'AbortError', taskId: 'task-1', cause: reason });
    expect(clock.pending).toBe(0);
    budget.close();
    expect(listeners()).toBe(0);
  }
});

it('starts nothing when the caller has aborted before', async () => {
  let started = false;
  const budget = new Budget(new FakeClock(), { deadline: 10, signal: AbortSignal.abort() });
  await thrownBy(AbortError, () =>
    budget.run(operation, 10, async () => {
      started = true;
    }),
  );
  expect(started).toBe(false);
});

it('has one listener, however much work it does', async () => {
  const { controller, listeners } = watched();
  const budget = new Budget(new FakeClock(), { deadline: 10, signal: controller.signal });
  for (let count = 0; count < 20; count++) {
    await budget.run(operation, 10, async () => {
      expect(listeners()).toBe(1);
    });
  }
  budget.close();
  expect(listeners()).toBe(0);
});

it('sleeps for as long as it is told', async () => {
  const clock = new FakeClock();
  let awake = false;
  void new Budget(clock, { deadline: 1_000 }).sleep(operation, 300).then(() => {
    awake = true;
  });
  await clock.advance(299);
  expect(awake).toBe(false);
  await clock.advance(1);
  expect(awake).toBe(true);
  expect(clock.pending).toBe(0);
});
