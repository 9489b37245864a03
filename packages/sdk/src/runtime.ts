/** What differs between runtimes. Asked at each call, since nothing global may be touched at import. */

/** What is global in some runtimes. */
export interface Globals {
  process?: {
    versions?: { node?: string; bun?: string; deno?: string; undici?: string };
    type?: string;
    env?: Record<string, string | undefined>;
  };
  navigator?: { userAgent?: string };
}

export const globals = (): Globals => globalThis as Globals;
const userAgent = (): string => globals().navigator?.userAgent ?? '';

// Node, Bun and Deno have it; so has Electron's renderer, which is a browser all the same.
function isServer(): boolean {
  const { process } = globals();
  return process?.versions?.node !== undefined && process.type !== 'renderer';
}

/** Whether this is Node itself. */
export function isNode(): boolean {
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

/** How to make fetch refuse redirects, which could carry the token elsewhere. */
export function noRedirects(): RequestRedirect {
  // Workers know no 'error'; with 'manual' the answer is seen to be no success.
  return isWorkerd() ? 'manual' : 'error';
}

/**
 * A variable of the environment; `undefined` where it is missing, empty, or there is no environment.
 *
 * @param name - what follows `DETECT_REGIONS_`
 */
export function environmentVariable(name: string): string | undefined {
  try {
    return globals().process?.env?.[`DETECT_REGIONS_${name}`] || undefined;
  } catch {
    // Deno throws unless reading the environment was allowed.
    return undefined;
  }
}
