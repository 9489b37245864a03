import type { DetectRegionsError, ErrorDetails } from '../errors/base.ts';

/**
 * The same error with more known about it. A copy, since an error may be shared: all callers that wait for
 * one token get the same one.
 */
export function withDetails<E extends DetectRegionsError>(error: E, details: ErrorDetails): E {
  const Same = error.constructor as new (message: string, details: ErrorDetails) => E;
  const copy = new Same(error.message, { ...error, cause: error.cause, ...details });
  if (error.stack !== undefined) copy.stack = error.stack;
  return copy;
}
