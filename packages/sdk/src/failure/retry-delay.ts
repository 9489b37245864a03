import type { DetectRegionsError } from '../errors/base.ts';
import type { Resubmit } from '../resubmit.ts';

/** First and longest pause between two attempts, and the longest that a service may ask for; milliseconds. */
const firstPause = 500;
const longestPause = 20_000;
const longestRetryAfter = 60_000;

/**
 * How long to wait before a failed request is sent again.
 *
 * Full jitter: evenly spread between 0 and a bound that doubles from half a second to 20 seconds, so that
 * clients that failed together do not come back together. What the service asks for with Retry-After holds in
 * its place, with up to a second on top for the same reason; when it asks for more than a minute, the caller
 * is told rather than kept waiting.
 *
 * @param error - why it failed
 * @param retries - how often it was sent again before
 * @param resubmit - whether to send again what may have been accepted
 * @returns milliseconds, or `undefined` when it must not be sent again
 */
export function retryDelay(
  error: DetectRegionsError,
  retries: number,
  resubmit: Resubmit = 'if-unsent',
): number | undefined {
  const { retryable, maybeSent, code } = error;
  const passing = code === 'network' || code === 'timeout' || code === 'server';
  if (!retryable && !(resubmit === 'always' && maybeSent === true && passing)) return undefined;
  const { retryAfter } = error;
  if (retryAfter !== undefined) {
    return retryAfter <= longestRetryAfter ? retryAfter + Math.random() * 1_000 : undefined;
  }
  return pauseAfter(retries);
}

/** A pause with full jitter, after so many before it, in milliseconds. */
export function pauseAfter(retries: number): number {
  return Math.random() * Math.min(longestPause, firstPause * 2 ** retries);
}

/**
 * The delay that an answer asks for with Retry-After (RFC 9110, section 10.2.3): a number of seconds or a date.
 *
 * @returns milliseconds, 0 or more; `undefined` when the header is missing or can't be read
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1_000;
  // Date.parse takes bare numbers for years.
  const when = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(when)) return undefined;
  // Measured on the service's clock where it tells: ours may be wrong.
  const now = Date.parse(headers.get('date') ?? '');
  return Math.max(0, when - (Number.isNaN(now) ? Date.now() : now));
}
