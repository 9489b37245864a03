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

export const globals: Globals = globalThis as Globals;
const userAgent = (): string => globals.navigator?.userAgent ?? '';

/** Whether it is Node, Bun or Deno; Electron's renderer, which has Node's `process`, is a browser. */
export function isServer(): boolean {
  const { process } = globals;
  return process?.versions?.node !== undefined && process.type !== 'renderer';
}

/** Whether it is Cloudflare's. */
export const isWorkerd = (): boolean => userAgent() === 'Cloudflare-Workers';

/** Whether everything here can be read by whoever visits the page. */
export function isBrowser(): boolean {
  return !isServer() && userAgent().startsWith('Mozilla/');
}

/**
 * A variable of the environment; `undefined` where it is missing, empty, or there is no environment.
 *
 * @param name - what follows `DETECT_REGIONS_`
 */
export function environmentVariable(name: string): string | undefined {
  try {
    return globals.process?.env?.[`DETECT_REGIONS_${name}`] || undefined;
  } catch {
    // Deno throws unless reading the environment was allowed.
    return undefined;
  }
}
