import { DetectRegionsError, type ErrorDetails } from './base.ts';

/** What is known about a failed authentication. */
export interface AuthDetails extends ErrorDetails {
  /** The server's own code (RFC 6749, section 5.2), for example `invalid_client`. */
  readonly error?: string | undefined;
}

/**
 * No token could be had, or the service refuses the one it got: credentials are missing, wrong or revoked, or
 * the token provider failed. Never holds a secret or a token.
 */
export class AuthError extends DetectRegionsError<AuthDetails> {
  /** The code of all errors of the class. */
  static override readonly code = 'auth';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'auth';
  /** The name of the class. */
  override readonly name = 'AuthError';
  /** The server's own code (RFC 6749, section 5.2), for example `invalid_client`. */
  declare readonly error?: string;
}
