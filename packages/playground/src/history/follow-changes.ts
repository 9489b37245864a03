import { effect } from '@preact/signals';
import { edited, result } from '../state/result.ts';
import { rememberChanges } from './remember.ts';

/** How long after a change it is kept, in milliseconds: dragging an edge makes many. */
const pause = 400;

interface Pending {
  readonly taskId: string;
  readonly changes: typeof edited.value;
}

/** Keeps what the user changes on a result with that result. */
export function followChanges(): void {
  let pending: Pending | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    if (pending !== undefined) void rememberChanges(pending.taskId, pending.changes);
    pending = undefined;
  };
  effect(() => {
    const changes = edited.value;
    const taskId = result.peek()?.taskId;
    if (pending?.taskId !== taskId) flush();
    if (taskId === undefined) return;
    pending = { taskId, changes };
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  });
}
