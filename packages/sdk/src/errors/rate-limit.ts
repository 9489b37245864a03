import { DetectRegionsError } from './base.ts';

/**
 * Too many calls at a time (HTTP 429), after the retries. Nothing was accepted. `retryAfter` tells for how long
 * the service wants to be left alone, where it said so.
 */
export class RateLimitError extends DetectRegionsError {
  static override readonly code = 'rate-limit';
  declare readonly code: 'rate-limit';
  override readonly name = 'RateLimitError';
}
