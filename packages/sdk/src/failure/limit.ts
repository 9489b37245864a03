import type { ErrorDetails } from '../errors/base.ts';
import { DeadlineError, TimeoutError } from '../errors/index.ts';

/**
 * The error of an operation that was not done in time.
 *
 * @param limit - the time, in milliseconds
 * @param stuck - whether it was a request that made no progress, rather than the whole
 */
export function limitFailure(
  about: ErrorDetails,
  limit: number,
  stuck: boolean = false,
): DeadlineError | TimeoutError {
  const details = { ...about, retryable: true };
  if (stuck) {
    return new TimeoutError(
      `${about.operation} made no progress for ${limit} ms. Raise requestTimeout if the network is slow.`,
      details,
    );
  }
  const resume = about.taskId ? ' The task goes on: client.task(taskId).wait() waits for it again.' : '';
  return new DeadlineError(`The operation was not done after ${limit} ms; raise deadline.${resume}`, details);
}
