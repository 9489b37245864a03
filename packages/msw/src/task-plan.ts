import type { OCRResponse } from '@detect-regions/client';
import type { Settings } from '@detect-regions/spec';

/** An image that was submitted and accepted. */
export interface Submission {
  /** The id that its task got. */
  readonly taskId: string;
  /** 1 for the first image since the start or the last reset. */
  readonly nth: number;
  /** The settings as they came; what was left out is missing here too. */
  readonly settings: Partial<Settings>;
  /** The bytes of the image, decoded when asked for. */
  readonly image: () => Uint8Array<ArrayBuffer>;
}

/** What becomes of a task. A poll is a call of `getDetectRegions` or `getTaskStatus`. */
export interface TaskPlan {
  /** For how many polls it is unfinished. */
  readonly polls: number;
  /** For how many milliseconds (by `Date.now()`) after it was accepted it is unfinished, besides. */
  readonly ms: number;
  /** The `taskStatus` of its unfinished polls in turn; the last one stays. Not only those of the spec. */
  readonly unfinished: readonly string[];
  /** What it answers from then on; the id is added. */
  readonly outcome: Omit<OCRResponse, 'id'>;
}
