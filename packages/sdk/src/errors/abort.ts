import { DetectRegionsError } from './base.ts';

/**
 * The caller's `signal` was aborted. `cause` is the signal's reason.
 *
 * The reason is wrapped rather than thrown as it is, so that the task's id is not lost; `name` is `AbortError`,
 * as for an aborted `fetch`.
 */
export class AbortError extends DetectRegionsError {
  static override readonly code = 'aborted';
  declare readonly code: 'aborted';
  override readonly name = 'AbortError';
}
