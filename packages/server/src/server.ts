import { AccessTokens } from './auth/access-tokens.ts';
import { type ClientCredentials, Clients } from './auth/clients.ts';
import { makeCredentials } from './auth/hashed-client.ts';
import { openBackend } from './backend.ts';
import { Contract } from './contract.ts';
import { EngineWork } from './engine-work.ts';
import { startHousekeeping } from './housekeeping.ts';
import { isLoopback } from './http/loopback.ts';
import { openRateLimits } from './http/open-rate-limits.ts';
import { UploadSlots } from './http/upload-slots.ts';
import { listenAll } from './listen-all.ts';
import { createLogger, logToAll } from './log.ts';
import type { ServerOptions } from './options.ts';
import { PAGE_CLIENT } from './playground/playground.ts';
import { resolveOptions } from './resolve-options.ts';
import type { Service } from './service.ts';
import { Metrics } from './watch/metrics.ts';

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
  /** The web page, for people; undefined without {@link ServerOptions.playground}. */
  readonly playgroundUrl: string | undefined;
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

/** How much longer than a request may take an upload is waited for, in milliseconds: clocks differ. */
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
  // What was opened last is closed first.
  await using opened = new AsyncDisposableStack();
  opened.defer(() => metrics.close());
  // No upload takes longer: what is older was left over by a process that died.
  const longestUpload = limits.requestSeconds * 1000 + GRACE;
  const { queue, images, signingKey, developmentClient } = opened.adopt(
    await openBackend({
      ...resolved,
      maxPending: limits.pendingTasks,
      maxFinished: limits.finishedTasks,
      keepFor: resolved.resultLifetimeSeconds * 1000,
      maxStoredBytes: limits.storedBytes,
      longestUpload,
      log,
    }),
    (backend) => backend.close(),
  );
  const clients = options.clients ?? [developmentClient()];
  // Where nobody was given a secret, and nobody else can ask, who opens the page is who started the service.
  const isPrivate = isLoopback(host) && !resolved.behindProxy;
  const pageClients =
    resolved.playground && isPrivate && options.clients === undefined ? [makeCredentials(PAGE_CLIENT)] : [];
  const { rates } = opened.adopt(
    await openRateLimits({
      rateLimit: resolved.rateLimit,
      tokenFailures: limits.tokenFailures,
      queue: resolved.queue,
    }),
    (limiters) => limiters.close(),
  );
  const stopping = new AbortController();
  const service: Service = {
    contract: new Contract(),
    clients: new Clients([...clients, ...pageClients]),
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
  const work = new EngineWork({
    queue,
    images,
    engine: options.engine,
    limits,
    concurrency,
    metrics,
    stopping: stopping.signal,
    log,
  });
  const [listener, metricsListener] = await listenAll(service, resolved, {
    readiness: work.readiness,
    metrics,
    playground: resolved.playground ? { client: pageClients[0]?.clientId, limits } : undefined,
  });
  opened.defer(() => metricsListener?.close());
  work.start();
  const housekeeping = startHousekeeping({ queue, images, log, now, orphanAge: longestUpload });
  const running = opened.move();
  const playgroundUrl = resolved.playground ? `${listener.url}/` : undefined;

  const stop = async (): Promise<void> => {
    log('info', 'server.stopping');
    stopping.abort();
    await Promise.all([listener.close(), housekeeping.stop(), work.stop()]);
    await running.disposeAsync();
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
    playgroundUrl,
  });
  return {
    url: listener.url,
    host,
    port: listener.port,
    credentials: clients.filter((client) => 'clientSecret' in client),
    metricsUrl: metricsListener?.url,
    playgroundUrl,
    reloadCertificate: listener.reloadTls,
    close,
    [Symbol.asyncDispose]: close,
  };
}
