import { DetectRegionsError } from './base.ts';

/**
 * The caller's `signal` was aborted. `cause` is the signal's reason.
 *
 * The reason is wrapped rather than thrown as it is, so that the task's id is not lost; `name` is `AbortError`,
 * as for an aborted `fetch`.
 */
export class AbortError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'aborted';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'aborted';
  /** The name of the class. */
  override readonly name = 'AbortError';
}
