import { DetectRegionsError } from './base.ts';

/**
 * The service failed (HTTP 408 or 5xx), after the retries where the request may be repeated. For a submission,
 * `maybeSent` tells whether the image may have been accepted.
 */
export class ServerError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'server';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'server';
  /** The name of the class. */
  override readonly name = 'ServerError';
}
