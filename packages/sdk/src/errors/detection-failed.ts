import { DetectRegionsError, type ErrorDetails } from './base.ts';

/** What is known about a task that ended in an error. */
export interface DetectionFailedDetails extends ErrorDetails {
  /** What the service says went wrong. */
  readonly messages?: readonly string[] | undefined;
}

/** The service accepted the image, and its task ended in an error. `messages` says why, in the service's words. */
export class DetectionFailedError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'detection-failed';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'detection-failed';
  /** The name of the class. */
  override readonly name = 'DetectionFailedError';
  /** What the service says went wrong; may be empty. */
  readonly messages: readonly string[];

  /**
   * @param message - what went wrong and what to do next
   * @param details - `messages`, and what is known besides
   */
  constructor(message: string, details: DetectionFailedDetails = {}) {
    super(message, details);
    this.messages = details.messages ?? [];
  }
}
