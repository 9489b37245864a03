import type { TaskCounts } from '../queue/task-queue.ts';

/** A change of the database, as it travels to the thread that makes it. Times are in milliseconds since 1970. */
export type Write =
  | { readonly kind: 'submit'; readonly id: string; readonly owner: string; readonly settings: string }
  | { readonly kind: 'claim' }
  | ({ readonly kind: 'end'; readonly id: string; readonly fence: number; readonly now: number } & EndedTask)
  | { readonly kind: 'release'; readonly id: string; readonly fence: number }
  | { readonly kind: 'cancel'; readonly owner: string; readonly id: string; readonly now: number }
  | { readonly kind: 'purge'; readonly now: number }
  | { readonly kind: 'check' };

/** How a task ended. */
export interface EndedTask {
  readonly status: 'Completed' | 'Error';
  /** JSON: warnings or messages. */
  readonly notes: string;
  /** The regions; `null` of a task that failed. */
  readonly data: string | null;
}

/** A task that was claimed. */
export interface ClaimedTask {
  readonly id: string;
  /** JSON. */
  readonly settings: string;
  readonly fence: number;
  readonly attempts: number;
}

/** What a step of a purge did. */
export interface PurgeStep {
  readonly purged: number;
  /** Whether there is more to do. */
  readonly more: boolean;
}

/** What came of each kind of write. */
export interface WriteResults {
  /** Whether there was room. */
  readonly submit: boolean;
  readonly claim: ClaimedTask | undefined;
  /** Whether the claim still held; so for `release`. */
  readonly end: boolean;
  readonly release: boolean;
  /** Whether there was such a task. */
  readonly cancel: boolean;
  readonly purge: PurgeStep;
  readonly check: undefined;
}

/** What came of a write; a failure is its own, and the other writes of its group are made. */
export type WriteOutcome = { readonly value: WriteResults[Write['kind']] } | { readonly error: Error };

/** How the thread is started. */
export interface ThreadData {
  /** Path of the database. */
  readonly file: string;
  readonly limits: DatabaseLimits;
  /** The fences of the claims that hold: all others were lost with their worker. */
  readonly held: readonly number[];
}

/** What the database may hold. */
export interface DatabaseLimits {
  /** How many tasks may wait for a worker. */
  readonly maxPending: number;
  /** How many ended tasks are kept; beyond, the one that ended first is forgotten. */
  readonly maxFinished: number;
  /** For how long the result of a task is kept after it ended, in milliseconds. */
  readonly keepFor: number;
  /** How many pages of 4 KiB the database may have; `undefined`: as many as fit on the disk. */
  readonly maxPages?: number | undefined;
}

/** What the thread is told: the writes of a group, or to end. */
export type ThreadRequest = readonly Write[] | 'close';

/** What the thread answers, once at its start and then to each group. */
export interface ThreadAnswer {
  /** One for each write of the group, or one for the start; or why none of the writes was made. */
  readonly outcomes: readonly WriteOutcome[] | Error;
  /** As of now. */
  readonly counts: TaskCounts;
}
