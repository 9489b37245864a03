import { DetectRegionsError } from './base.ts';

/**
 * The service no longer has the task or its result: cancelled, older than 24 hours, lost, or never known.
 * Submit the image again.
 */
export class GoneError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'gone';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'gone';
  /** The name of the class. */
  override readonly name = 'GoneError';
}
