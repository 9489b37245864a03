import { type Signal, signal } from '@preact/signals';

/** What went wrong outside of a task, with what to do about it; `null` when all is well. */
export interface Complaint {
  readonly message: string;
  readonly hint?: string;
}

/** What is said at the top of the page until it is dismissed. */
export const complaint: Signal<Complaint | null> = signal(null);
