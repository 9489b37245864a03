import { defaultSettings } from '@detect-regions/spec';
import { expect, test } from 'vitest';
import { keepHouse } from './housekeeping.ts';
import { MemoryTaskQueue } from './queue/memory-task-queue.ts';
import { MemoryImageStore } from './storage/memory-image-store.ts';

const KEEP_FOR = 1000;
const ORPHAN_AGE = 500;

test('drops what has expired and what was left over, and nothing that a task needs', async () => {
  let time = 1_000_000;
  const now = (): number => time;
  const queue = new MemoryTaskQueue({ maxPending: 9, maxFinished: 9, keepFor: KEEP_FOR, now });
  const images = new MemoryImageStore(1000, now);
  const store = (id: string): Promise<void> =>
    images.put(
      id,
      (async function* () {
        yield new Uint8Array(1);
      })(),
    );
  const notes: unknown[] = [];
  const round = (): Promise<void> =>
    keepHouse({
      queue,
      images,
      now,
      orphanAge: ORPHAN_AGE,
      log: (_level, event, particulars) => notes.push({ event, ...particulars }),
    });

  for (const id of ['ended', 'running', 'waiting']) {
    await store(id);
    await queue.submit({ id, owner: 'ann', settings: defaultSettings });
  }
  const never = new AbortController().signal;
  const claimed = await queue.claim(never);
  if (claimed) await queue.complete(claimed, { data: 'W10=', warnings: [] });
  await queue.claim(never);
  await store('orphan');
  time += ORPHAN_AGE;
  await store('coming');
  await round();
  expect(notes).toEqual([]);

  time += 1;
  await round();
  expect(notes).toEqual([{ event: 'housekeeping.done', tasks: 0, images: 2 }]);
  const left = await Promise.all(
    ['ended', 'running', 'waiting', 'orphan', 'coming'].map(
      async (id) => [id, await images.get(id)] as const,
    ),
  );
  expect(left.filter(([, bytes]) => bytes).map(([id]) => id)).toEqual(['running', 'waiting', 'coming']);
  expect(await queue.result('ann', 'ended')).toBeDefined();

  time += KEEP_FOR;
  await round();
  expect(await queue.result('ann', 'ended')).toBeUndefined();
  expect(await queue.counts()).toEqual({ pending: 1, processing: 1, finished: 0 });
});
