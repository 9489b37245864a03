import { check } from './check.ts';

/**
 * Checks the address of a service and brings it into the form to which paths are appended.
 *
 * @throws InvalidInputError unless it is an `https:` URL, or an `http:` one of this machine, without credentials, query
 * and fragment
 */
export function checkBaseUrl(value: unknown): string {
  const url = parsed(value);
  check(
    url !== undefined && isSafe(url) && !(url.username || url.password || url.search || url.hash),
    'baseUrl',
    'an https: URL, or an http: URL of this machine (localhost, 127.0.0.1, [::1]), without user name, password, query and fragment',
  );
  const { origin, pathname } = url as URL;
  return origin + pathname.replace(/\/+$/, '');
}

function parsed(value: unknown): URL | undefined {
  try {
    return new URL(value as string);
  } catch {
    return undefined;
  }
}

/** Tokens and images must travel encrypted, or not at all. */
export function isSafe({ protocol, hostname }: URL): boolean {
  const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}
