import { DetectRegionsError, InvalidInputError } from '../errors/index.ts';

/**
 * What to throw when the caller's own image can't be read, before or while it is sent: that is the image's fault, not
 * the network's. Errors of ours stay as they are.
 */
export function unreadableImage(cause: unknown): DetectRegionsError {
  if (cause instanceof DetectRegionsError) return cause;
  const { code } = Object(cause);
  return new InvalidInputError(`image can't be read${typeof code === 'string' ? ` (${code})` : ''}.`, {
    field: 'image',
    cause,
  });
}
