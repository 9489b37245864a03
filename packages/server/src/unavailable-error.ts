/**
 * What tasks or images are kept in can't be reached or written just now: the disk is full, Redis is away. Whoever asked
 * should come back later. The message is for the log; the cause says what happened.
 */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError' as const;
}
