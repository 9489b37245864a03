import { AuthError, DetectRegionsError } from '../errors/index.ts';

/** The error of a function that was to give a token. Ours stay as they are. */
export function providerFailure(cause: unknown): DetectRegionsError {
  if (cause instanceof DetectRegionsError) return cause;
  return new AuthError('The function given as accessToken failed; cause has its error.', { cause });
}
