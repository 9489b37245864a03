import { batch } from '@preact/signals';
import { show } from '../intake/put-on-desk.ts';
import { complaint } from '../state/complaint.ts';
import { page } from '../state/page.ts';
import { before, edited, result } from '../state/result.ts';
import { settings } from '../state/settings.ts';
import { cancel } from '../task/run.ts';
import type { HistoryEntry } from './entry.ts';
import { imageOf } from './remember.ts';

/** Puts a result of the past back on the desk, with its image and its settings. Sends nothing. */
export async function restore(entry: HistoryEntry): Promise<void> {
  if (page.value?.id === entry.imageId) cancel();
  else {
    const image = await imageOf(entry);
    if (image === undefined) {
      complaint.value = { message: `${entry.name} is no longer kept.`, hint: 'Open its file again.' };
      return;
    }
    const { id, file, preview } = image;
    const { name, width, height } = entry;
    const picture = URL.createObjectURL(preview ?? file);
    show({ id, name, file, picture, width, height, ...(preview === undefined ? {} : { preview }) });
  }
  batch(() => {
    settings.value = entry.settings;
    result.value = entry;
    edited.value = entry.edited ?? null;
    if (before.value?.taskId === entry.taskId) before.value = null;
  });
}
