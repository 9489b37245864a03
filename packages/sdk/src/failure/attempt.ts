import { DetectRegionsError, type ErrorDetails } from '../errors/base.ts';
import { TimeoutError } from '../errors/index.ts';
import { networkFailure } from './network.ts';
import { withDetails } from './with-details.ts';

/**
 * Tells why an attempt failed.
 *
 * @param error - what came out of it: of fetch, of reading the answer, or ours
 * @param details - operation, task and, where there was an answer, its status
 * @param complete - whether the body had gone out to its end
 */
export function attemptFailure(error: unknown, details: ErrorDetails, complete: boolean): DetectRegionsError {
  if (!(error instanceof DetectRegionsError)) return networkFailure(error, details, complete);
  if (details.operation !== 'postDetectRegions' || error.maybeSent !== undefined) return error;
  // Aborted, timed out or unreadable: what has not been sent to its end can't have been accepted.
  const retryable = error instanceof TimeoutError ? !complete : error.retryable && !complete;
  return withDetails(error, { maybeSent: complete, retryable });
}

/** What fails before an image is sent has cost nothing, and says so. */
export function unsentFailure(error: unknown): unknown {
  return error instanceof DetectRegionsError ? withDetails(error, { maybeSent: false }) : error;
}
