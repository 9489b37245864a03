import { DetectRegionsError } from './base.ts';

/**
 * The service answered something that the spec does not allow, or redirected: is `baseUrl` right? Is a proxy
 * answering in its place?
 */
export class ProtocolError extends DetectRegionsError {
  /** The code of all errors of the class. */
  static override readonly code = 'protocol';
  /** Why it failed, as a literal to switch on. */
  declare readonly code: 'protocol';
  /** The name of the class. */
  override readonly name = 'ProtocolError';
}
