import { DetectRegionsError, type ErrorDetails } from './base.ts';

/** What is known about an image that may have been submitted before. */
export interface InDoubtDetails extends ErrorDetails {
  /** The key of the image in the store. */
  readonly key?: string | undefined;
  /** When it was submitted, if it was. */
  readonly submittedAt?: Date | undefined;
}

/**
 * The store says that the image was about to be submitted, and not what came of it: the program ended, or the
 * connection broke, before an answer came. It may have been accepted and billed, so it is not sent again. Decide
 * for each: call again with `resubmit: 'always'`, or leave it.
 */
export class InDoubtError extends DetectRegionsError<InDoubtDetails> {
  /** The code of all errors of the class. */
  static override readonly code = 'in-doubt';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'in-doubt';
  /** The name of the class. */
  override readonly name = 'InDoubtError';
  /** The key of the image in the store. */
  declare readonly key?: string;
  /** When it was submitted, if it was. */
  declare readonly submittedAt?: Date;
}
