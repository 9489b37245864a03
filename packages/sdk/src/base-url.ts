import { InvalidInputError } from './errors/index.ts';

/**
 * Checks the address of a service and brings it into the form to which paths are appended.
 *
 * @throws {@link InvalidInputError} unless it is an `https:` URL, or an `http:` one of this machine, without
 * credentials, query and fragment
 */
export function checkBaseUrl(value: unknown): string {
  let url: URL;
  try {
    url = new URL(value as string);
  } catch {
    throw invalid('must be an absolute URL, such as https://api.aspose.cloud');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw invalid(
      `must begin with https:, so that tokens and images travel encrypted; http: is accepted for this machine only (localhost, 127.0.0.1, [::1]), not for ${url.host || url.protocol}`,
    );
  }
  if (url.username || url.password) {
    throw invalid('must not hold a user name or password; pass clientId and clientSecret');
  }
  if (url.search || url.hash) throw invalid('must have no query and no fragment');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Whether a host name, as a URL has it, can be no other machine. */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function invalid(what: string): InvalidInputError {
  return new InvalidInputError(`baseUrl ${what}.`, { field: 'baseUrl' });
}
