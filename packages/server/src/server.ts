import { AccessTokens } from './auth/access-tokens.ts';
import { type ClientCredentials, Clients } from './auth/clients.ts';
import { openBackend } from './backend.ts';
import { Contract } from './contract.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openRateLimits } from './http/open-rate-limits.ts';
import { UploadSlots } from './http/upload-slots.ts';
import { listenAll } from './listen-all.ts';
import { createLogger, logToAll } from './log.ts';
import type { ServerOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';
import type { Service } from './service.ts';
import { useEngine } from './use-engine.ts';
import { Metrics } from './watch/metrics.ts';
import { Readiness } from './watch/readiness.ts';
import { startWorker } from './worker.ts';

/** A server that runs. */
export interface RunningServer extends AsyncDisposable {
  /** Where it is, without a slash at the end, such as `http://127.0.0.1:8707`. */
  readonly url: string;
  /** The address that it listens on. */
  readonly host: string;
  /** The port that it listens on, also when 0 was asked for. */
  readonly port: number;
  /** The clients that may get tokens, where their secrets are known: those given, or else the one that was made up. */
  readonly credentials: readonly ClientCredentials[];
  /** Where metrics are served, when they have a port of their own. */
  readonly metricsUrl: string | undefined;
  /**
   * Reads the certificate again, for connections to come; nothing happens without TLS.
   *
   * @throws ServerError `invalid-options` when there is none that is good; the old one stays
   */
  reloadCertificate(): void;
  /**
   * Stops: refuses new requests with 503, answers those under way, hands back the tasks at work, ends the engine.
   * What is kept in memory is lost. Resolves when all is done, at the latest some moments after `limits.stopSeconds`.
   * Calling it again does no harm.
   */
  close(): Promise<void>;
}

/** How much older than the longest upload an image without a task must be to count as left over, in milliseconds. */
const GRACE = 60_000;

/**
 * Starts the DetectRegions API on this machine: the operations of the spec over HTTP, with the local engine behind
 * them. Tasks, images and results live in the folder `data`, or in memory when there is none.
 *
 * @param options - all have defaults
 * @throws ServerError when it can't start; its `code` says why
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const resolved = resolveOptions(options);
  const { host, concurrency, limits, now } = resolved;
  const metrics = new Metrics();
  const log = createLogger(
    logToAll((entry) => metrics.observe(entry), options.log),
    now,
  );
  const backend = await openBackend({
    ...resolved,
    maxPending: limits.pendingTasks,
    maxFinished: limits.finishedTasks,
    keepFor: resolved.resultLifetimeSeconds * 1000,
    maxStoredBytes: limits.storedBytes,
    log,
  });
  const { queue, images, signingKey } = backend;
  const clients = options.clients ?? [backend.developmentClient()];
  const { rates, close: closeRates } = await openRateLimits({
    rateLimit: resolved.rateLimit,
    tokenFailures: limits.tokenFailures,
    queue: resolved.queue,
  }).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });
  const stopping = new AbortController();
  const service: Service = {
    contract: new Contract(),
    clients: new Clients(clients),
    tokens: new AccessTokens({ key: signingKey, lifetime: resolved.tokenLifetimeSeconds, now }),
    queue,
    images,
    log,
    rates,
    uploads: new UploadSlots(limits),
    maxImageBytes: limits.imageBytes,
    behindProxy: resolved.behindProxy,
    secure: resolved.tls !== undefined,
    origins: resolved.cors?.origins ?? [],
    stopping: stopping.signal,
  };
  metrics.watchQueue(queue);
  metrics.watchUploads(service.uploads);
  const warmedUp = Promise.withResolvers<void>();
  const readiness = new Readiness({
    queue,
    images,
    warmedUp: warmedUp.promise,
    stopping: stopping.signal,
    log,
  });
  const [listener, metricsListener] = await listenAll(service, resolved, readiness, metrics).catch(
    async (error: unknown) => {
      closeRates();
      await backend.close();
      throw error;
    },
  );
  const { engine, closeEngine } = useEngine(options.engine, limits);
  engine.warmUp().then(warmedUp.resolve, (error: unknown) => {
    // One that is closed before it was ready has not failed.
    if (!stopping.signal.aborted) log('error', 'engine.failed', { error: String(error) });
    warmedUp.reject(error);
  });
  const worker = startWorker({ queue, images, engine: metrics.watchEngine(engine), concurrency, log });
  const housekeeping = startHousekeeping({
    queue,
    images,
    log,
    now,
    // No upload takes longer, so an image that is older and has no task will never have one.
    orphanAge: limits.requestSeconds * 1000 + GRACE,
  });

  const stop = async (): Promise<void> => {
    log('info', 'server.stopping');
    stopping.abort();
    await Promise.all([listener.close(), housekeeping.stop(), worker.stop(), closeEngine()]);
    await metricsListener?.close();
    closeRates();
    await backend.close();
    metrics.close();
    log('info', 'server.stopped');
  };
  let stopped: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopped ??= stop();
    return stopped;
  };
  log('info', 'server.started', {
    host,
    port: listener.port,
    url: listener.url,
    metricsUrl: metricsListener?.url,
  });
  return {
    url: listener.url,
    host,
    port: listener.port,
    credentials: clients.filter((client) => 'clientSecret' in client),
    metricsUrl: metricsListener?.url,
    reloadCertificate: listener.reloadTls,
    close,
    [Symbol.asyncDispose]: close,
  };
}
