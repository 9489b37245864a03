import { batch } from '@preact/signals';
import { remember } from '../history/remember.ts';
import { connect } from '../service/connect.ts';
import { page } from '../state/page.ts';
import { dialog } from '../state/panel.ts';
import { before, edited, type Result, result } from '../state/result.ts';
import { service } from '../state/service.ts';
import { differingSettings, settings } from '../state/settings.ts';
import { task } from '../state/task.ts';
import { hovered, selected } from '../state/view.ts';
import { openClient } from './client.ts';
import { failureText } from './failure-text.ts';

let current: AbortController | undefined;

/**
 * Detects the regions of the page on the desk with the settings as they are. What runs already is cancelled first. How
 * it goes is told by the state of the task.
 */
export async function run(): Promise<void> {
  const subject = page.value;
  if (subject === null) return;
  cancel();
  const controller = new AbortController();
  current = controller;
  const { signal } = controller;
  const sent = settings.value;
  task.value = { stage: 'uploading', sent: 0, total: 0 };
  const start = performance.now();
  try {
    await connect();
    if (signal.aborted) return;
    if (!service.value.ready) {
      task.value = { stage: 'idle' };
      dialog.value = 'service';
      return;
    }
    const client = await openClient();
    const callsBefore = countCalls(client.usage);
    const { taskId, regions } = await client.detect(subject.file, {
      settings: sent,
      signal,
      onProgress: ({ status, taskId, polls }) => {
        if (status === 'pending' || status === 'processing') task.value = { stage: status, taskId, polls };
      },
    });
    // It may have been given up as its last answer came.
    if (signal.aborted) return;
    const took = performance.now() - start;
    const found: Result = { taskId, settings: sent, regions, took };
    show(found);
    task.value = { stage: 'done', taskId, took, calls: countCalls(client.usage) - callsBefore };
    await remember(subject, found);
  } catch (error) {
    if (!signal.aborted) task.value = { stage: 'failed', ...failureText(error, service.value) };
  } finally {
    if (current === controller) current = undefined;
  }
}

/** Gives up what runs: the SDK cancels its task. */
export function cancel(): void {
  current?.abort();
  current = undefined;
  if (task.value.stage !== 'idle') task.value = { stage: 'idle' };
}

/** Puts a result over the page; the one before stays to compare with, where its settings were others. */
function show(found: Result): void {
  batch(() => {
    const last = result.value;
    if (last !== null && differingSettings(last.settings, found.settings).length > 0) before.value = last;
    result.value = found;
    edited.value = null;
    selected.value = null;
    hovered.value = null;
  });
}

/** The calls that are billed: all but those for a token. */
function countCalls({ postToken: _, ...billed }: Readonly<Record<string, number>>): number {
  return Object.values(billed).reduce((sum, count) => sum + count, 0);
}
