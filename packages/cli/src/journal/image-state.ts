/**
 * How an image of a batch stands. The numbers are what the journal's file holds: they must never change.
 *
 * What may come after what is in {@link next}; `kill -9` can come at any time, and what it leaves is put right by
 * {@link afterCrash} when the journal is opened again.
 */
export const imageStates = {
  /** Known by name; nothing has been done with it. */
  found: 0,
  /** It failed before, and is to be tried again. */
  retry: 1,
  /** In work in this process: no service is asked. */
  working: 2,
  /** About to be sent, or being sent: from now on it may be paid for. */
  sending: 3,
  /** The service has accepted it: its result is paid for. */
  submitted: 4,
  /** Its result is written. */
  done: 5,
  /** It failed, for a reason that is noted. */
  failed: 6,
  /** It may have been accepted, and paid for, and there is no task to ask for. */
  doubt: 7,
} as const;

/** The name of a state. */
export type ImageState = keyof typeof imageStates;

/** What may come after each state. */
export const next: Readonly<Record<ImageState, readonly ImageState[]>> = {
  found: ['working', 'sending', 'submitted', 'failed', 'doubt'],
  retry: ['working', 'sending', 'submitted', 'failed', 'doubt'],
  working: ['found', 'done', 'failed'],
  sending: ['found', 'sending', 'submitted', 'failed', 'doubt'],
  // Sent anew when the service turns out to have dropped the task.
  submitted: ['sending', 'submitted', 'done', 'failed', 'doubt'],
  done: [],
  failed: ['retry'],
  doubt: ['retry'],
};

/** As what an image counts whose process came to its end in the midst of it. */
export function afterCrash(state: ImageState): ImageState {
  // What was being sent may have arrived.
  if (state === 'sending') return 'doubt';
  return state;
}

/** The states of images that are still to be done, the most urgent first: what is paid for is kept for a day only. */
export const pendingStates: readonly ImageState[] = ['submitted', 'working', 'retry', 'found'];

const names = Object.keys(imageStates) as ImageState[];

/** The name of a state by its number. */
export function stateOf(number: number): ImageState {
  return names[number] as ImageState;
}
