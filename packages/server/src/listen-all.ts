import { createApp, createWatchApp } from './app.ts';
import { type Listener, listen } from './http/listener.ts';
import { isLoopback } from './http/loopback.ts';
import type { Limits, MetricsAddress, ResolvedOptions } from './options.ts';
import type { Playground } from './playground/playground.ts';
import type { Service } from './service.ts';
import type { Metrics } from './watch/metrics.ts';
import type { Readiness } from './watch/readiness.ts';
import { type WatchOptions, watchRoutes } from './watch/routes.ts';

/** Where metrics are served when only their port is given. */
const LOCALHOST = '127.0.0.1';

/**
 * Listens for those who watch the service, in plain HTTP.
 *
 * @throws ServerError as `listen` does
 */
export async function listenForWatchers(
  { host = LOCALHOST, port }: MetricsAddress,
  { log }: Pick<Service, 'log'>,
  limits: Limits,
  watch: WatchOptions,
): Promise<Listener> {
  return listen(createWatchApp({ log, secure: false }, watchRoutes(watch)), { host, port, limits });
}

/** What answers besides the operations of the API. */
export interface ListenAllParts {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** Undefined: there is no page. */
  readonly playground: Playground | undefined;
}

/**
 * Listens for clients and, where metrics have a port of their own, for those who watch.
 *
 * @returns the listener for clients, and the other one when there is one
 * @throws ServerError as `listen` does; then neither listens
 */
export async function listenAll(
  service: Service,
  { host, port, limits, tls, metrics: address, behindProxy, ownsProcess }: ResolvedOptions,
  { readiness, metrics, playground }: ListenAllParts,
): Promise<[Listener, Listener | undefined]> {
  // Behind a proxy everybody seems to be on this machine.
  const isPrivate = isLoopback(host) && !behindProxy;
  const watch = watchRoutes({ readiness, metrics: !address && isPrivate ? metrics : undefined });
  const second = address && (await listenForWatchers(address, service, limits, { readiness, metrics }));
  try {
    const app = createApp(service, watch, playground);
    return [await listen(app, { host, port, limits, tls, ownsProcess }), second];
  } catch (error) {
    await second?.close();
    throw error;
  }
}
