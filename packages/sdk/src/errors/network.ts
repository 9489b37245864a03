import { DetectRegionsError } from './base.ts';

/**
 * No whole answer came: the host was not found, the connection was refused or broke, a certificate was not
 * trusted. For a submission, `maybeSent` tells whether the image may have been accepted. `cause` has the
 * runtime's own error.
 */
export class NetworkError extends DetectRegionsError {
  static override readonly code = 'network';
  declare readonly code: 'network';
  override readonly name = 'NetworkError';
}
