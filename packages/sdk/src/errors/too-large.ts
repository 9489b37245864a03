import { DetectRegionsError } from './base.ts';

/**
 * The service refuses an image of this size (HTTP 413). Nothing was accepted. Send it at a lower resolution,
 * in a format that compresses better, or in parts.
 */
export class TooLargeError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'too-large';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'too-large';
  /** The name of the class. */
  override readonly name = 'TooLargeError';
}
