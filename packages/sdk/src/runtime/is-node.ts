import { globals, isServer } from './runtime.ts';

/** Whether this is Node itself. */
export function isNode(): boolean {
  const { bun, deno } = globals.process?.versions ?? {};
  return isServer() && bun === undefined && deno === undefined;
}
