import { DetectRegionsError } from './base.ts';

/**
 * The service failed (HTTP 408 or 5xx), after the retries where the request may be repeated. For a submission,
 * `maybeSent` tells whether the image may have been accepted.
 */
export class ServerError extends DetectRegionsError {
  static override readonly code = 'server';
  declare readonly code: 'server';
  override readonly name = 'ServerError';
}
