import { DetectRegionsError } from './base.ts';

/**
 * A single request made no progress for `requestTimeout` milliseconds, after its retries where it may be
 * repeated. For a submission, `maybeSent` tells whether the image may have been accepted.
 */
export class TimeoutError extends DetectRegionsError {
  static override readonly code = 'timeout';
  declare readonly code: 'timeout';
  override readonly name = 'TimeoutError';
}
