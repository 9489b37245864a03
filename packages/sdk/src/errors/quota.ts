import { DetectRegionsError } from './base.ts';

/**
 * The plan does not cover the call (HTTP 402 or 403): its calls are used up, or the client may not do this.
 * Nothing was accepted. Look at your plan before you call again.
 */
export class QuotaError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'quota';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'quota';
  /** The name of the class. */
  override readonly name = 'QuotaError';
}
