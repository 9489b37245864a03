import { DetectRegionsError } from './base.ts';

/**
 * The service no longer has the task or its result: cancelled, older than 24 hours, lost, or never known.
 * Submit the image again.
 */
export class GoneError extends DetectRegionsError {
  static override readonly code = 'gone';
  declare readonly code: 'gone';
  override readonly name = 'GoneError';
}
