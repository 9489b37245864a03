import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Where the task is in its life. Times are in milliseconds since it began. */
export type TaskState =
  | { readonly stage: 'idle' }
  /** `sent` and `total` are bytes of the request; both 0 until it begins. */
  | { readonly stage: 'uploading'; readonly sent: number; readonly total: number }
  /** The id is known with the first poll. */
  | { readonly stage: 'pending' | 'processing'; readonly taskId?: string; readonly polls: number }
  /** `calls` is what it took of the service, polls included. */
  | { readonly stage: 'done'; readonly taskId: string; readonly took: number; readonly calls: number }
  | { readonly stage: 'failed'; readonly message: string; readonly hint?: string; readonly taskId?: string };

/** The task that runs, or ran last. */
export const task: Signal<TaskState> = signal<TaskState>({ stage: 'idle' });

/** Whether a task is under way. */
export const running: ReadonlySignal<boolean> = computed(() =>
  ['uploading', 'pending', 'processing'].includes(task.value.stage),
);
