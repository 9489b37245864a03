import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSettings } from '@detect-regions/spec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { MemoryTaskQueue } from '../queue/memory-task-queue.ts';
import { type Claim, QueueFullError, type TaskQueue } from '../queue/task-queue.ts';
import { openSqliteTaskQueue } from './open-sqlite-task-queue.ts';

/*
 * The queue on disk does what the queue in memory does, whatever is done to them: also when the process is killed or
 * restarted in between. The clock goes forward only, and a purge follows at once: between expiry and purge the two may
 * count differently.
 */

const KEEP_FOR = 1000;
const setup = { maxPending: 4, maxFinished: 3, keepFor: KEEP_FOR };
const runs = process.env.REQUIRE_ALL ? 30 : 3;
const never = new AbortController().signal;

/** Both queues, and what the test has in its hands. */
interface Pair {
  readonly model: TaskQueue;
  real: TaskQueue;
  folder: string;
  readonly clock: { now: number };
  readonly ids: string[];
  /** Claims of both queues for the same task. */
  held: { readonly model: Claim; readonly real: Claim }[];
  /** Claims that no longer hold. */
  readonly lost: Pair['held'];
  /** How many attempts the model does not know of, as it can't be killed; by id. */
  readonly kills: Map<string, number>;
}

type Step =
  | { readonly do: 'submit' | 'claim' | 'restart' | 'kill' }
  | { readonly do: 'complete' | 'fail' | 'release' | 'endLost' | 'cancel'; readonly which: number }
  | { readonly do: 'wait'; readonly time: number };

const which = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('submit' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('claim' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('complete', 'fail', 'release'), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('endLost', 'cancel'), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), time: fc.nat(KEEP_FOR) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart', 'kill') }) },
);

/** Calls the same method of both, which must come to the same. */
async function both<T>(
  pair: Pair,
  call: (queue: TaskQueue, name: 'model' | 'real') => Promise<T>,
): Promise<T> {
  const outcome = (queue: TaskQueue, name: 'model' | 'real'): Promise<T | 'full'> =>
    call(queue, name).catch((error: unknown) => {
      if (error instanceof QueueFullError) return 'full' as const;
      throw error;
    });
  const [expected, actual] = [await outcome(pair.model, 'model'), await outcome(pair.real, 'real')];
  expect(actual).toEqual(expected);
  return actual as T;
}

async function take(pair: Pair, held: Pair['held'], index: number, end: 'complete' | 'fail' | 'release') {
  const claim = held[index % held.length];
  if (!claim) return;
  await both(pair, (queue, name) => {
    if (end === 'complete')
      return queue.complete(claim[name], { data: `${claim[name].id}`, warnings: ['w'] });
    return end === 'fail' ? queue.fail(claim[name], ['broken']) : queue.release(claim[name]);
  });
  pair.held = pair.held.filter((other) => other !== claim);
  pair.lost.push(claim);
}

/** What a restart does to claims, for the model: back to the head, the one that was claimed first at the very head. */
async function loseAll(pair: Pair): Promise<void> {
  for (const { model } of pair.held.toSorted((a, b) => b.model.fence - a.model.fence)) {
    await pair.model.release(model);
  }
  pair.lost.push(...pair.held.splice(0));
}

const steps: {
  readonly [Kind in Step['do']]: (pair: Pair, given: Extract<Step, { do: Kind }>) => Promise<unknown>;
} = {
  async submit(pair) {
    const id = `task ${pair.ids.length}`;
    pair.ids.push(id);
    await both(pair, (queue) => queue.submit({ id, owner: 'ann', settings: defaultSettings }));
  },
  async claim(pair) {
    if ((await pair.model.counts()).pending === 0) return;
    const [model, real] = [await pair.model.claim(never), await pair.real.claim(never)];
    if (!model || !real) throw new Error('There was nothing to claim.');
    expect(real.id).toBe(model.id);
    expect(real.attempt).toBe(model.attempt + (pair.kills.get(model.id) ?? 0));
    const fences = [...pair.held, ...pair.lost].map((claim) => claim.real.fence);
    expect(real.fence).toBeGreaterThan(Math.max(0, ...fences));
    pair.held.push({ model, real });
  },
  complete: (pair, { which: index }) => take(pair, pair.held, index, 'complete'),
  fail: (pair, { which: index }) => take(pair, pair.held, index, 'fail'),
  release: (pair, { which: index }) => take(pair, pair.held, index, 'release'),
  endLost: (pair, { which: index }) => take(pair, pair.lost, index, 'complete'),
  async cancel(pair, { which: index }) {
    const id = pair.ids.at(-1 - index) ?? 'unknown';
    await both(pair, (queue) => queue.cancel('bob', id));
    await both(pair, (queue) => queue.cancel('ann', id));
    for (const { model, real } of pair.held) expect(real.signal.aborted).toBe(model.signal.aborted);
  },
  async wait(pair, { time }) {
    pair.clock.now += time;
    await both(pair, (queue) => queue.purge());
  },
  async restart(pair) {
    await pair.real.close();
    await loseAll(pair);
    pair.real = await open(pair);
  },
  async kill(pair) {
    // The files as they lie there are what a process that is killed leaves.
    const left = await temporaryFolder();
    for (const file of ['tasks.sqlite', 'tasks.sqlite-wal']) {
      await cp(join(pair.folder, file), join(left, file));
    }
    await pair.real.close();
    const stillThere = pair.held.filter(({ model }) => !model.signal.aborted);
    for (const { model } of stillThere) pair.kills.set(model.id, (pair.kills.get(model.id) ?? 0) + 1);
    await loseAll(pair);
    pair.folder = left;
    pair.real = await open(pair);
  },
};

const open = ({ folder, clock }: Pick<Pair, 'folder' | 'clock'>): Promise<TaskQueue> =>
  openSqliteTaskQueue({ ...setup, folder, now: () => clock.now });

test('the queue on disk behaves as the one in memory, over restarts and kills', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (script) => {
      const clock = { now: 1_000_000 };
      const folder = await temporaryFolder();
      const pair: Pair = {
        model: new MemoryTaskQueue({ ...setup, now: () => clock.now }),
        real: await open({ folder, clock }),
        folder,
        clock,
        ids: [],
        held: [],
        lost: [],
        kills: new Map(),
      };
      try {
        for (const given of script) {
          await (steps[given.do] as (pair: Pair, given: Step) => Promise<unknown>)(pair, given);
          await both(pair, (queue) => queue.counts());
          for (const id of pair.ids) await both(pair, (queue) => queue.result('ann', id));
        }
      } finally {
        await pair.real.close();
        await pair.model.close();
      }
    }),
    { numRuns: runs },
  );
});
