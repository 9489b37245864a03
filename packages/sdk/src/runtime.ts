/** What differs between runtimes. Asked at each call, since nothing global may be touched at import. */

interface Globals {
  process?: {
    versions?: { node?: string; bun?: string; deno?: string; undici?: string };
    type?: string;
    env?: Record<string, string | undefined>;
  };
  navigator?: { userAgent?: string };
}

const globals = (): Globals => globalThis as Globals;
const userAgent = (): string => globals().navigator?.userAgent ?? '';

// Node, Bun and Deno have it; so has Electron's renderer, which is a browser all the same.
function isServer(): boolean {
  const { process } = globals();
  return process?.versions?.node !== undefined && process.type !== 'renderer';
}

function isNode(): boolean {
  const { bun, deno } = globals().process?.versions ?? {};
  return isServer() && bun === undefined && deno === undefined;
}

const isWorkerd = (): boolean => userAgent() === 'Cloudflare-Workers';

/** Whether everything here can be read by whoever visits the page. */
export function isBrowser(): boolean {
  return !isServer() && userAgent().startsWith('Mozilla/');
}

/** Whether fetch can send a stream, over HTTP/1.1 too. Browsers can't. */
export function canStreamRequests(): boolean {
  return isServer() || isWorkerd();
}

/** Whether fetch takes a `Content-Length` for a stream, and then sends it so rather than in chunks. */
export function canStateLength(): boolean {
  return isNode();
}

/** How to make fetch refuse redirects, which could carry the token elsewhere. */
export function noRedirects(): RequestRedirect {
  // Workers know no 'error'; with 'manual' the answer is seen to be no success.
  return isWorkerd() ? 'manual' : 'error';
}

/** Where Node's fetch ends a request on its own, in milliseconds without a sign of the answer. */
export const fetchLimit = 300_000;

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/**
 * What to add to a request that may wait longer than {@link fetchLimit}: in Node, a dispatcher that hands it on to the
 * one in use (which may be a proxy's) with its limits off. Nothing elsewhere.
 */
export function withoutFetchLimit(): { readonly dispatcher?: Dispatcher } {
  const { undici = '' } = globals().process?.versions ?? {};
  const version = Number.parseInt(undici, 10);
  if (!isNode() || !(version >= 6)) return {};
  // Where undici keeps the dispatcher in use; from 8 on, the other one is for clients of an older form.
  const slot = Symbol.for(`undici.globalDispatcher.${version < 8 ? 1 : 2}`);
  const current = (): Dispatcher | undefined => (globalThis as Record<symbol, Dispatcher | undefined>)[slot];
  // Node loads undici, and fills the slot, when one of its classes is first used.
  if (current() === undefined && typeof Response !== 'function') return {};
  const dispatcher = current();
  return dispatcher === undefined
    ? {}
    : {
        dispatcher: {
          dispatch: (options, handler) =>
            dispatcher.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
        },
      };
}

/** A variable of the environment; `undefined` where it is missing, empty, or there is no environment. */
export function environmentVariable(name: string): string | undefined {
  try {
    return globals().process?.env?.[name] || undefined;
  } catch {
    // Deno throws unless reading the environment was allowed.
    return undefined;
  }
}
