import { DetectRegionsError } from './base.ts';

/**
 * The service refuses an image of this size (HTTP 413). Nothing was accepted. Send it at a lower resolution,
 * in a format that compresses better, or in parts.
 */
export class TooLargeError extends DetectRegionsError {
  static override readonly code = 'too-large';
  declare readonly code: 'too-large';
  override readonly name = 'TooLargeError';
}
