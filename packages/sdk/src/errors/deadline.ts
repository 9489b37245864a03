import { DetectRegionsError } from './base.ts';

/**
 * The whole operation took longer than its `deadline`. The task, if there is one, goes on: `taskId` resumes it
 * with `client.task(taskId).wait()`. For a submission, `maybeSent` tells whether the image may have been
 * accepted.
 */
export class DeadlineError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'deadline';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'deadline';
  /** The name of the class. */
  override readonly name = 'DeadlineError';
}
