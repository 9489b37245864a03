import { expect, onTestFinished, test } from 'vitest';
import { UnavailableError } from '../unavailable-error.ts';
import { GroupWriter } from './group-writer.ts';
import type { Write } from './writes.ts';

async function start({ file = 'there', held = (): number[] => [] } = {}) {
  const counted: number[] = [];
  const writer = new GroupWriter({
    file,
    limits: { maxPending: 1, maxFinished: 1, keepFor: 1 },
    heldFences: held,
    onCounts: ({ processing }) => counted.push(processing),
    thread: new URL('../../test/counting-thread.ts', import.meta.url),
  });
  onTestFinished(() => writer.close());
  await writer.open();
  /** Resolves with the size of the group that the write was made in. */
  const write = (): Promise<number> => writer.write({ kind: 'purge', now: 0 }, ({ purged }) => purged);
  return { writer, write, counted };
}

const die: Write = { kind: 'release', id: 'die', fence: 0 };

test('what is asked for in the same moment is one group', async () => {
  const { write } = await start();
  expect(await Promise.all([write(), write(), write()])).toEqual([3, 3, 3]);
  expect(await write()).toBe(1);
});

test('what is asked for while a group is under way is the next one, whatever its size', async () => {
  const { write } = await start();
  const first = write();
  await new Promise(setImmediate);
  const next = [write(), write()];
  expect([await first, ...(await Promise.all(next))]).toEqual([1, 2, 2]);
});

test('a group has its limit', async () => {
  const { write } = await start();
  const sizes = await Promise.all(Array.from({ length: 501 }, write));
  expect(new Set(sizes)).toEqual(new Set([500, 1]));
});

test('writes are settled in their order, before any promise goes on', async () => {
  const { writer } = await start();
  const events: string[] = [];
  const write = async (name: string): Promise<void> => {
    await writer.write({ kind: 'check' }, () => events.push(`${name} settled`));
    events.push(`${name} went on`);
  };
  await Promise.all([write('a'), write('b')]);
  expect(events).toEqual(['a settled', 'b settled', 'a went on', 'b went on']);
});

test('a thread that dies takes its group along; the next write has another, which is told what is held', async () => {
  let held: number[] = [];
  const { writer, write, counted } = await start({ held: () => held });
  const lost = [writer.write(die, () => undefined), write()];
  held = [7, 8];
  for (const { reason } of (await Promise.allSettled(lost)) as PromiseRejectedResult[]) {
    expect(reason).toBeInstanceOf(UnavailableError);
    expect(reason.cause).toEqual(new Error('It exited with code 1.'));
  }
  expect(await write()).toBe(1);
  expect(counted.at(-1)).toBe(2);
});

test('a thread that can not start is told, with its reason', async () => {
  await expect(start({ file: 'missing' })).rejects.toMatchObject({
    name: 'UnavailableError',
    cause: { message: 'no such file' },
  });
});

test('closing waits for all that was asked for', async () => {
  const { writer, write } = await start();
  const asked = Promise.all([write(), write()]);
  await writer.close();
  expect(await asked).toEqual([2, 2]);
  await writer.close();
});
