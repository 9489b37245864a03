import { sizeText } from '../intake/size-text.ts';
import type { TaskState } from '../state/task.ts';

/** How a task stands, in words. */
export function description(state: TaskState, billed: boolean): string {
  switch (state.stage) {
    case 'idle':
      return billed ? 'A run is at least two billed calls: the submission, and each poll.' : '';
    case 'uploading':
      return state.total === 0
        ? 'Uploading'
        : `Uploading: ${sizeText(state.sent)} of ${sizeText(state.total)}`;
    case 'pending':
      return `Waiting for its turn${pollsText(state.polls)}`;
    case 'processing':
      return `Being processed${pollsText(state.polls)}`;
    case 'done':
      return `Done in ${(state.took / 1_000).toFixed(1)} s with ${state.calls} calls`;
    case 'failed':
      return state.message;
  }
}

/** The same for screen readers: once a stage, without figures that change. */
export function announcement(state: TaskState, regionCount: number): string {
  switch (state.stage) {
    case 'idle':
      return '';
    case 'uploading':
      return 'Uploading.';
    case 'pending':
      return 'Waiting for its turn.';
    case 'processing':
      return 'Being processed.';
    case 'done':
      return `Done: ${regionCount} ${regionCount === 1 ? 'region' : 'regions'}.`;
    case 'failed':
      return `Failed: ${state.message} ${state.hint ?? ''}`.trim();
  }
}

function pollsText(polls: number): string {
  return polls === 0 ? '' : `, asked ${polls === 1 ? 'once' : `${polls} times`}`;
}
