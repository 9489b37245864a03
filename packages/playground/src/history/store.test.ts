import { defaultSettings } from '@detect-regions/spec';
import { expect, it } from 'vitest';
import type { HistoryEntry } from './entry.ts';
import { memoryStore } from './store.ts';

const entry = (taskId: string, imageId: string): HistoryEntry => ({
  taskId,
  imageId,
  at: 1,
  name: 'page.png',
  width: 10,
  height: 10,
  bytes: 3,
  service: 'own',
  settings: defaultSettings,
  regions: [],
  took: 1,
});

it('forgets an image with the last of its results', async () => {
  const store = memoryStore();
  const image = { id: 'a', file: new Blob(['abc']) };
  const [one, two] = [entry('1', 'a'), entry('2', 'a')];
  await store.put(one, image);
  await store.put(two, image);
  await store.retain([two]);
  expect(await store.entries()).toEqual([two]);
  expect(await store.image('a')).toEqual(image);
  await store.retain([]);
  expect(await store.entries()).toEqual([]);
  expect(await store.image('a')).toBeUndefined();
});
