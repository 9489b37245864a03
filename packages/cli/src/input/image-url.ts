import { usageError } from '../report/cli-error.ts';

/** Plain HTTP stays on this machine. */
const LOOPBACK = /^http:\/\/(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/** The address of an image, as it may be shown and as files are named for it. */
export interface ImageUrl {
  readonly url: string;
  /** Without the query, which may hold a signature that opens the door. */
  readonly name: string;
  /** A file name made of its last part. */
  readonly fileName: string;
}

/** Whether an argument is an address, rather than a file. */
export function looksLikeUrl(argument: string): boolean {
  return /^https?:\/\//i.test(argument);
}

/** Whether something may be fetched from there: by `https:`, or by `http:` from this machine. */
export function isSafeUrl({ origin }: URL): boolean {
  return origin.startsWith('https:') || LOOPBACK.test(origin);
}

/**
 * Reads the address of an image.
 *
 * @throws CliError (usage) when it is none, would travel in the clear, or holds a password
 */
export function imageUrl(text: string): ImageUrl {
  const url = URL.parse(text);
  if (url === null) throw usageError(`${text.split('?')[0]} is no address`, 'Put it into quotes.');
  const name = `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
  if (!isSafeUrl(url)) {
    throw usageError(`${name} must begin with https:`, 'http: is for addresses of this machine alone.');
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(
      `the address at ${url.host} must not hold a user name or password`,
      'Download the image first, and name the file.',
    );
  }
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname;
  return { url: url.href, name, fileName: safeName(last) };
}

/** A name that is one part of a path on any system, and not too long for any. */
function safeName(part: string): string {
  return decode(part)
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-100);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
