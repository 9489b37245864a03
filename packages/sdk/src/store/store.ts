/**
 * Where a client notes which images it has submitted, so that none is paid for twice. A `Map` is one; so is anything
 * that keeps short texts by name: `localStorage`, Redis, a table. Each method may give a promise.
 *
 * Keys are 64 hexadecimal digits; values are JSON of a few hundred characters, without secrets or bytes of images.
 * An entry is of no use after 24 hours, when the service has dropped the result.
 */
export interface Store {
  /** The value of a key; `undefined` or `null` when there is none. */
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  /** Sets the value of a key. What must survive a crash must be kept once this has returned, or its promise is fulfilled. */
  set(key: string, value: string): unknown;
  /** Removes a key, if it is there. */
  delete(key: string): unknown;
}
