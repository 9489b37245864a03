import { DetectRegionsError } from './base.ts';

/**
 * A single request made no progress for `requestTimeout` milliseconds, after its retries where it may be
 * repeated. For a submission, `maybeSent` tells whether the image may have been accepted.
 */
export class TimeoutError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'timeout';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'timeout';
  /** The name of the class. */
  override readonly name = 'TimeoutError';
}
