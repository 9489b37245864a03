import { isNode } from './is-node.ts';
import { globals } from './runtime.ts';

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

/**
 * What to add to a request that may wait longer than {@link fetchLimit}: in Node, a dispatcher that hands it on to the
 * one in use (which may be a proxy's) with its limits off. Nothing elsewhere.
 */
export function withoutFetchLimit(): { readonly dispatcher?: Dispatcher } {
  const { undici = '' } = globals.process?.versions ?? {};
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
