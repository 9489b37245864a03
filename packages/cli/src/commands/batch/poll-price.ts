/**
 * What a poll is worth in waiting where it is billed, in milliseconds. A late result keeps one of several images from being
 * begun, and costs nothing else.
 */
const BILLED = 1000;
/** The same for a service on this machine, where nobody bills: what the SDK's batch has. */
const FREE = 150;

/**
 * How much waiting one poll of a batch is worth, in milliseconds: at a higher price tasks are asked for less often, and their
 * results come later.
 *
 * @param service - its address
 * @param seconds - what the user has said
 */
export function pollPriceOf(service: string, seconds: number | undefined): number {
  if (seconds !== undefined) return Math.max(1, Math.round(seconds * 1000));
  return isBilled(service) ? BILLED : FREE;
}

/** Whether a service may send a bill: the SDK accepts `http:` for this machine alone. */
function isBilled(service: string): boolean {
  return !service.startsWith('http:');
}
