import { DetectRegionsError } from './base.ts';

/**
 * The `store` could not be read or written; `cause` has its own error. When `taskId` is there, the image has been
 * accepted and only its task could not be noted: resume with `client.task(taskId)`. Otherwise nothing was sent.
 */
export class StoreError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'store';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'store';
  /** The name of the class. */
  override readonly name = 'StoreError';
}
