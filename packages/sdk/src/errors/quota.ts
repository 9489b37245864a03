import { DetectRegionsError } from './base.ts';

/**
 * The plan does not cover the call (HTTP 402 or 403): its calls are used up, or the client may not do this.
 * Nothing was accepted. Look at your plan before you call again.
 */
export class QuotaError extends DetectRegionsError {
  static override readonly code = 'quota';
  declare readonly code: 'quota';
  override readonly name = 'QuotaError';
}
