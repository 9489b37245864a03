import { DetectRegionsError } from './base.ts';

/**
 * No whole answer came: the host was not found, the connection was refused or broke, a certificate was not
 * trusted. For a submission, `maybeSent` tells whether the image may have been accepted. `cause` has the
 * runtime's own error.
 */
export class NetworkError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'network';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'network';
  /** The name of the class. */
  override readonly name = 'NetworkError';
}
