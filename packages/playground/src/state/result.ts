import type { Region } from '@detect-regions/sdk';
import type { Settings } from '@detect-regions/spec';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** What a service found on the page. */
export interface Result {
  /** The task's id; also what the result is known by. */
  readonly taskId: string;
  /** All settings, as they were sent. */
  readonly settings: Settings;
  /** In reading order, in pixels of the image as it was sent. */
  readonly regions: readonly Region[];
  /** From the submission to the result, in milliseconds. */
  readonly took: number;
}

/** The result that is shown; `null` before there is one. */
export const result: Signal<Result | null> = signal(null);

/** The result that is shown beside it, to compare with; `null` when nothing is compared. */
export const before: Signal<Result | null> = signal(null);

/** The regions after the user's changes; `null` while there are none. */
export const edited: Signal<readonly Region[] | null> = signal(null);

/** The regions that are shown, listed, and exported. */
export const regions: ReadonlySignal<readonly Region[]> = computed(
  () => edited.value ?? result.value?.regions ?? [],
);
