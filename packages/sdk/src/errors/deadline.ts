import { DetectRegionsError } from './base.ts';

/**
 * The whole operation took longer than its `deadline`. The task, if there is one, goes on: `taskId` resumes it
 * with `client.task(taskId).wait()`. For a submission, `maybeSent` tells whether the image may have been
 * accepted.
 */
export class DeadlineError extends DetectRegionsError {
  static override readonly code = 'deadline';
  declare readonly code: 'deadline';
  override readonly name = 'DeadlineError';
}
