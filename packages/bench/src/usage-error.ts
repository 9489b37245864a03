/** Arguments that can't be followed; the message names the accepted ones. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Parses arguments; what the parser throws becomes a UsageError. */
export function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
