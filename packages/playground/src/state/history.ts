import { type Signal, signal } from '@preact/signals';
import type { HistoryEntry } from '../history/entry.ts';

/** The results of the past, newest first. */
export const history: Signal<readonly HistoryEntry[]> = signal([]);

/** Whether they are still there when the page is left. */
export const historyLasts: Signal<boolean> = signal(true);
