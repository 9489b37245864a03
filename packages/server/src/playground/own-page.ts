import type { RequestContext } from '../http/env.ts';
import { isLoopback } from '../http/loopback.ts';

/** Headers by which proxies say that they passed a request on. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Why a request can't come from a browser on this machine that asks this machine for it; undefined when it may. A page of
 * somebody else whose name was made to lead here (DNS rebinding) gives itself away by that name.
 */
export function notFromHere(c: RequestContext): string | undefined {
  if (PROXY_HEADERS.some((name) => c.req.header(name) !== undefined)) {
    return 'The request was passed on by a proxy.';
  }
  const host = c.req.header('host') ?? '';
  const url = URL.parse(`http://${host}`);
  const name = url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  return isLoopback(name)
    ? undefined
    : `The host of the request, ${JSON.stringify(host)}, is not this machine.`;
}

/** Why a request wasn't sent by the page of this service itself, but by one of another origin or by none; else undefined. */
export function notFromOwnPage(c: RequestContext, secure: boolean): string | undefined {
  const own = `${secure ? 'https' : 'http'}://${c.req.header('host')}`;
  const origin = c.req.header('origin');
  if (origin !== own) return `The request must come from the page at ${own}.`;
  const site = c.req.header('sec-fetch-site');
  return site === undefined || site === 'same-origin' ? undefined : 'The request came from another page.';
}
