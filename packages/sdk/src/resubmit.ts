/**
 * When a submission, which is billed, is sent again after a failure:
 *
 * - `never`: not at all, not even when it was refused; one request, whatever happens
 * - `if-unsent`: only when the service surely has not accepted it: no connection, a connection that broke before the
 *   last byte of the image, 429, 503, or 401 with a fresh token
 * - `always`: after any failure of the service or the network, as if it cost nothing; the image may be billed more
 *   than once
 */
export type Resubmit = 'never' | 'if-unsent' | 'always';

/** What `resubmit` can be. */
export const resubmits: readonly Resubmit[] = ['never', 'if-unsent', 'always'];
