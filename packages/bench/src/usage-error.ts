/** Arguments that can't be followed; the message names the accepted ones. */
export class UsageError extends Error {
  override name = 'UsageError';
}
