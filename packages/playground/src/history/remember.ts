import type { Region } from '@detect-regions/sdk';
import { history, historyLasts } from '../state/history.ts';
import type { Page } from '../state/page.ts';
import type { Result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { bounds, newestFirst, within } from './bounds.ts';
import type { HistoryEntry, HistoryImage } from './entry.ts';
import { indexedDbStore } from './indexed-db-store.ts';
import { type HistoryStore, memoryStore } from './store.ts';
import { makeThumbnail } from './thumbnail.ts';

let opening: Promise<HistoryStore> | undefined;
/** The last result to be kept: its picture takes a moment to be made small. */
let remembering: Promise<void> = Promise.resolve();

function open(): Promise<HistoryStore> {
  opening ??= indexedDbStore().catch(memoryStore);
  return opening;
}

/** Reads what was kept when the page was left. */
export async function recallHistory(): Promise<void> {
  const store = await open();
  historyLasts.value = store.lasting;
  history.value = newestFirst(await store.entries());
}

/** Keeps a result with its image; the oldest make room. What can't be kept is no reason to fail. */
export function remember(page: Page, result: Result): Promise<void> {
  remembering = keepResult(page, result);
  return remembering;
}

async function keepResult(page: Page, result: Result): Promise<void> {
  const { id, name, width, height, file, preview } = page;
  const thumbnail = await makeThumbnail(page.picture);
  const entry: HistoryEntry = {
    ...result,
    imageId: id,
    at: Date.now(),
    name,
    width,
    height,
    bytes: file.size + (preview?.size ?? 0),
    service: service.value.name,
    ...(thumbnail === undefined ? {} : { thumbnail }),
  };
  await keep(entry, { id, file, ...(preview === undefined ? {} : { preview }) });
}

/** Keeps an entry, in the place of the one of the same task. */
async function keep(entry: HistoryEntry, image: HistoryImage): Promise<void> {
  const store = await open();
  try {
    // Room first: a browser that is short of it would refuse.
    const others = (await store.entries()).filter(({ taskId }) => taskId !== entry.taskId);
    const kept = within([entry, ...others], bounds);
    await store.retain(kept);
    if (kept.includes(entry)) await store.put(entry, image);
    history.value = newestFirst(kept);
  } catch {
    historyLasts.value = false;
    history.value = newestFirst([entry, ...history.value]);
  }
}

/** Keeps the user's changes with the result that they are made to; `null` where there are none any more. */
export async function rememberChanges(taskId: string, changes: readonly Region[] | null): Promise<void> {
  // Changes may come before the result is kept.
  await Promise.allSettled([remembering]);
  const known = history.value.find((one) => one.taskId === taskId);
  if (known === undefined || (known.edited ?? null) === changes) return;
  const image = await imageOf(known);
  const { edited: _, ...entry } = known;
  if (image !== undefined) await keep({ ...entry, ...(changes === null ? {} : { edited: changes }) }, image);
}

/** The image of an entry; `undefined` when it could not be kept. */
export async function imageOf({ imageId }: HistoryEntry): Promise<HistoryImage | undefined> {
  return (await open()).image(imageId);
}

/** Forgets all but these. */
export async function keepOnly(entries: readonly HistoryEntry[]): Promise<void> {
  await (await open()).retain(entries);
  history.value = newestFirst(entries);
}
