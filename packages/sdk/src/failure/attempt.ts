import type { Clock } from '../clock.ts';
import { DetectRegionsError, type ErrorDetails } from '../errors/base.ts';
import { TimeoutError } from '../errors/index.ts';
import { refuses } from './http.ts';
import { networkFailure } from './network.ts';
import { unreadableImage } from './unreadable-image.ts';
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
  // Aborted, timed out or unreadable: what has not been sent to its end, or was refused, can't have been accepted.
  const maybeSent = complete && !refuses(details.status ?? 200);
  const retryable = !maybeSent && (error instanceof TimeoutError || error.retryable);
  return withDetails(error, { maybeSent, retryable });
}

/** How long the end of a call waits for a file to be closed that is being read; a network's may hang. Milliseconds. */
const closing = 5_000;

/**
 * What fails before an image is sent has cost nothing, and says so.
 *
 * @param opening - what may still be reading the image; once aborted, it lets go of what it has opened
 */
export async function unsentFailure(
  error: unknown,
  opening: Promise<unknown> | undefined,
  clock: Clock,
): Promise<DetectRegionsError> {
  let timer: unknown;
  const patience = new Promise((resolve) => {
    timer = clock.setTimeout(() => resolve(undefined), closing);
  });
  await Promise.race([opening, patience]).catch(() => {});
  clock.clearTimeout(timer);
  return withDetails(unreadableImage(error), { maybeSent: false });
}
