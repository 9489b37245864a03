import { DetectRegionsError } from './base.ts';

/**
 * Too many calls at a time (HTTP 429), after the retries. Nothing was accepted. `retryAfter` tells for how many
 * milliseconds the service wants to be left alone, where it said so; for up to 60,000 it has been waited for before.
 */
export class RateLimitError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'rate-limit';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'rate-limit';
  /** The name of the class. */
  override readonly name = 'RateLimitError';
}
