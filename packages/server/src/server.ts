import { createApp } from './app.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { type ClientCredentials, Clients } from './auth/clients.ts';
import { openBackend } from './backend.ts';
import { Contract } from './contract.ts';
import { startHousekeeping } from './housekeeping.ts';
import { listen } from './http/listener.ts';
import { createLogger } from './log.ts';
import type { ServerOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';
import { useEngine } from './use-engine.ts';
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
  /**
   * Stops: takes no more requests, answers those under way, hands back the tasks at work, ends the engine. What is kept
   * in memory is lost. Resolves when all is done, at the latest some moments after `limits.stopSeconds`. Calling it
   * again does no harm.
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
  const { host, port, concurrency, limits, now } = resolved;
  const log = createLogger(options.log, now);
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
  const app = createApp({
    contract: new Contract(),
    clients: new Clients(clients),
    tokens: new AccessTokens({ key: signingKey, lifetime: resolved.tokenLifetimeSeconds, now }),
    queue,
    images,
    log,
    maxImageBytes: limits.imageBytes,
  });
  const listener = await listen(app, host, port, limits).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });
  const { engine, closeEngine } = useEngine(options.engine, limits);
  engine.warmUp().catch((error: unknown) => log('error', 'engine.failed', { error: String(error) }));
  const worker = startWorker({ queue, images, engine, concurrency, log });
  const housekeeping = startHousekeeping({
    queue,
    images,
    log,
    now,
    // No upload takes longer, so an image that is older and has no task will never have one.
    orphanAge: limits.requestSeconds * 1000 + GRACE,
  });

  const stop = async (): Promise<void> => {
    await listener.close();
    await Promise.all([housekeeping.stop(), worker.stop(), closeEngine()]);
    await backend.close();
    log('info', 'server.stopped');
  };
  let stopped: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopped ??= stop();
    return stopped;
  };
  log('info', 'server.started', { host, port: listener.port });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listener.port}`,
    host,
    port: listener.port,
    credentials: clients.filter((client) => 'clientSecret' in client),
    close,
    [Symbol.asyncDispose]: close,
  };
}
