import type { Handles } from './handles.ts';

/** What a program that aborts calls tells of itself, as JSON on its standard output. */
export interface Report {
  /** How the calls ended: how many for each code of an error, or `done`. */
  readonly ends: Readonly<Record<string, number>>;
  /** The most descriptors of the file, and listeners, that there were while calls were under way. */
  readonly most: Pick<Handles, 'files' | 'listeners' | 'sockets'>;
  /** What was left when the last call had ended, and the file system had answered what it had been asked before. */
  readonly atOnce: Handles;
  /** Sockets that were left in the end: when there was none, or time was up. */
  readonly socketsLater: number;
}
