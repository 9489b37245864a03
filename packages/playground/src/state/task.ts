import { type Signal, signal } from '@preact/signals';

/** Where the task is in its life. Times are in milliseconds since it began. */
export type TaskState =
  | { readonly stage: 'idle' }
  /** `sent` and `total` are bytes of the request. */
  | { readonly stage: 'uploading'; readonly sent: number; readonly total: number }
  | { readonly stage: 'pending' | 'processing'; readonly taskId: string; readonly polls: number }
  | { readonly stage: 'done'; readonly taskId: string; readonly took: number }
  | { readonly stage: 'failed'; readonly message: string; readonly hint?: string; readonly taskId?: string };

/** The task that runs, or ran last. */
export const task: Signal<TaskState> = signal<TaskState>({ stage: 'idle' });
