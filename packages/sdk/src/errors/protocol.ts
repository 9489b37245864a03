import { DetectRegionsError } from './base.ts';

/**
 * The service answered something that the spec does not allow, or redirected: is `baseUrl` right? Is a proxy
 * answering in its place?
 */
export class ProtocolError extends DetectRegionsError {
  static override readonly code = 'protocol';
  declare readonly code: 'protocol';
  override readonly name = 'ProtocolError';
}
