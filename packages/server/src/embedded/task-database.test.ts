import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { upgrade } from './schema.ts';
import { TaskDatabase } from './task-database.ts';
import type { ClaimedTask, Write } from './writes.ts';

const limits = { maxPending: 2000, maxFinished: 2000, keepFor: 1000 };

async function file(): Promise<string> {
  const path = join(await temporaryFolder(), 'tasks.sqlite');
  const database = openDatabase(path);
  upgrade(database);
  database.close();
  return path;
}

function open(path: string, held: readonly number[] = []): TaskDatabase {
  const database = new TaskDatabase(path, limits, held);
  onTestFinished(() => database.close());
  return database;
}

const submits = (...ids: string[]): Write[] =>
  ids.map((id) => ({ kind: 'submit', id, owner: 'ann', settings: '{}' }));

function claims(database: TaskDatabase, count: number): ClaimedTask[] {
  const outcomes = database.run(Array.from({ length: count }, () => ({ kind: 'claim' })));
  return outcomes.map((outcome) =>
    'value' in outcome ? (outcome.value as ClaimedTask) : fail(outcome.error),
  );
}

function fail(error: Error): never {
  throw error;
}

test('tasks whose process was lost are at the head again, in their order, and the attempt counts', async () => {
  const path = await file();
  const lost = open(path);
  lost.run(submits('a', 'b', 'c', 'd'));
  const before = claims(lost, 3);
  // Not closed: as a process that is killed leaves it.
  const next = open(path);
  expect(next.counts).toEqual({ pending: 4, processing: 0, finished: 0 });
  const after = claims(next, 4);
  expect(after.map(({ id, attempts }) => [id, attempts])).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 2],
    ['d', 1],
  ]);
  expect(Math.min(...after.map(({ fence }) => fence))).toBeGreaterThan(
    Math.max(...before.map(({ fence }) => fence)),
  );
});

test('claims that hold are left alone by a thread that takes the place of another', async () => {
  const path = await file();
  const lost = open(path);
  lost.run(submits('a', 'b'));
  const [first, second] = claims(lost, 2);
  const next = open(path, [second?.fence ?? 0]);
  expect(next.counts).toEqual({ pending: 1, processing: 1, finished: 0 });
  expect(
    next.run([
      { kind: 'release', id: 'b', fence: second?.fence ?? 0 },
      { kind: 'release', id: 'a', fence: first?.fence ?? 0 },
    ]),
  ).toEqual([{ value: true }, { value: false }]);
});

test('a fence is not given twice, even when no task is left that had it', async () => {
  const path = await file();
  const first = open(path);
  first.run(submits('a'));
  const [claimed] = claims(first, 1);
  first.run([{ kind: 'cancel', owner: 'ann', id: 'a', now: 0 }]);
  const next = open(path);
  next.run(submits('b'));
  const [later] = claims(next, 1);
  expect(later?.fence).toBeGreaterThan(claimed?.fence ?? Infinity);
});

test('a purge of many results is done in steps', async () => {
  const many = open(await file());
  many.run(submits(...Array.from({ length: 1200 }, (_, index) => `task ${index}`)));
  many.run(
    claims(many, 1200).map(({ id, fence }) => ({
      kind: 'end',
      id,
      fence,
      now: 0,
      status: 'Completed',
      notes: '[]',
      data: 'W10=',
    })),
  );
  const purge = { kind: 'purge', now: 1000 } as const;
  const steps = [0, 1, 2, 3].map(() => many.run([purge])[0]);
  expect(steps.map((step) => step && 'value' in step && step.value)).toEqual([
    { purged: 500, more: true },
    { purged: 500, more: true },
    { purged: 200, more: false },
    { purged: 0, more: false },
  ]);
  expect(many.counts).toEqual({ pending: 0, processing: 0, finished: 0 });
});
