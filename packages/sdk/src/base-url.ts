import { check } from './check.ts';

/**
 * Checks the address of a service and brings it into the form to which paths are appended.
 *
 * @throws InvalidInputError unless it is an `https:` URL, or an `http:` one of this machine, without credentials, query
 * and fragment
 */
export function checkBaseUrl(value: unknown): string {
  let base = '';
  try {
    const url = new URL(value as string);
    // What else it may have would stand before, between or behind these.
    if (isSafe(url) && url.href === url.origin + url.pathname) base = url.href;
  } catch {
    // Said below.
  }
  check(base !== '', 'baseUrl', 'origin and path of an https: URL, or http: on this machine');
  return base.replace(/\/+$/, '');
}

/** Tokens and images must travel encrypted, or not at all. */
export function isSafe({ origin }: URL): boolean {
  return /^https:|^http:\/\/((.+\.)?localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(origin);
}
