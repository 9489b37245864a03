import { check, checkDuration, checkFunction, checkPollPrice } from './check.ts';
import type { ResponseEvent } from './events.ts';
import type { Progress } from './poll.ts';

/**
 * Gets the raw answer to each request of a call, before it is read: a copy, whose body may be read or left.
 *
 * @param response - status, headers and body
 * @param about - what it answers, and how long that took
 */
export type OnResponse = (response: Response, about: ResponseEvent) => void;

/** Limits of one call, and who watches it. */
export interface CallOptions {
  /** Ends the call, with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, retries and waits included, in milliseconds. Default: that of the client. */
  readonly deadline?: number | undefined;
  /** Called with the raw answer to each request, retries and polls included. What it throws is ignored. */
  readonly onResponse?: OnResponse | undefined;
}

/** Options of a wait. */
export interface WaitOptions extends CallOptions {
  /** Called after each poll. What it throws ends the wait. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Milliseconds of lateness that one poll may cost; a lower price means more polls. Default: that of the client. */
  readonly pollPrice?: number | undefined;
}

/** @throws InvalidInputError naming the option at fault */
export function checkWaitOptions(options: WaitOptions): void {
  const { deadline, pollPrice, signal, onProgress, onResponse } = options;
  if (deadline !== undefined) checkDuration(deadline, 'deadline');
  if (pollPrice !== undefined) checkPollPrice(pollPrice);
  check(signal === undefined || typeof signal?.addEventListener === 'function', 'signal', 'an AbortSignal');
  checkFunction(onProgress, 'onProgress');
  checkFunction(onResponse, 'onResponse');
}
