import { limits } from '@detect-regions/spec/limits';
import { DetectionFailedError, type DetectRegionsError, GoneError } from '../errors/index.ts';
import type { Failed, Gone } from '../outcome.ts';

/** The error of a task that ended without regions. */
export function outcomeFailure(outcome: Failed | Gone): DetectRegionsError {
  const about = { operation: 'getDetectRegions', taskId: outcome.taskId } as const;
  if (outcome.status === 'failed') {
    const { messages } = outcome;
    return new DetectionFailedError(
      `The service could not process the image: ${messages.join(' ') || 'it gives no reason.'}`,
      { ...about, messages },
    );
  }
  return new GoneError(
    outcome.reason === 'lost'
      ? 'The service has lost the result. Submit the image again.'
      : `The service does not know the task: it was cancelled, or is older than ${limits.resultSeconds / 3_600} hours. Submit the image again.`,
    about,
  );
}
