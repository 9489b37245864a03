import { AuthError } from '../errors/auth.ts';

/**
 * Checks a bearer token before fetch does, whose own message would quote it.
 *
 * @param value - the token, with or without its type in front
 * @param what - where it is from, to begin a sentence with
 * @throws {@link AuthError} unless it is text that can stand in a header
 */
export function checkToken(value: unknown, what = 'accessToken'): string {
  const [, token] = /^(?:bearer +)?([!-~]+)$/i.exec(typeof value === 'string' ? value : '') ?? [];
  if (token) return token;
  throw new AuthError(`${what} must be a string that is not empty, without spaces or line breaks.`);
}
