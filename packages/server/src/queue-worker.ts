import { EngineWork } from './engine-work.ts';
import { listenForWatchers } from './listen-all.ts';
import { createLogger, type Log, logToAll } from './log.ts';
import type { Limits, MetricsAddress } from './options.ts';
import { openRedisTaskQueue } from './redis/redis-task-queue.ts';
import { resolveOptions } from './resolve-options.ts';
import { openImageStore } from './storage/open-image-store.ts';
import { Metrics } from './watch/metrics.ts';
import type { DetectionEngine } from './worker.ts';

/** How a process that only works is set up. */
export interface QueueWorkerOptions {
  /** Where the tasks wait: the `redis:` or `rediss:` URL that the servers have. */
  readonly queue: string;
  /** Where the images are: what the servers have, seen from this machine. */
  readonly images: string;
  /**
   * What finds the regions. Default: `createEngineThread()` of `@detect-regions/engine`, closed with the worker; one
   * that is given stays open.
   */
  readonly engine?: DetectionEngine | undefined;
  /** How many images are given to the engine at the same time. Default 1: the engine uses all cores for one. */
  readonly concurrency?: number | undefined;
  /** What an image may cost an engine that is not given. Defaults as of `ServerOptions.limits`. */
  readonly limits?: Partial<Pick<Limits, 'pixels' | 'pageSeconds'>> | undefined;
  /** Where `/metrics`, `/healthz` and `/readyz` are, in plain HTTP. Default: nowhere. */
  readonly metrics?: MetricsAddress | undefined;
  /** Receives what happens, for a log. Default: nothing is logged. */
  readonly log?: Log | undefined;
  /** The time, in milliseconds since 1970, that results age by. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A worker that runs. */
export interface RunningQueueWorker extends AsyncDisposable {
  /** Where metrics are served, when that was asked for. */
  readonly metricsUrl: string | undefined;
  /**
   * Stops: takes no more tasks, hands back those at work, so that others do them, and ends the engine. Calling it again
   * does no harm.
   */
  close(): Promise<void>;
}

/** A worker takes no tasks in: how many may wait, and what is kept of them, is for the servers to say. */
const TAKES_NONE = { maxPending: 0, maxFinished: 0, keepFor: 0 };
/** A worker stores no images either: the room, and what uploads left behind, are for the servers to mind. */
const STORES_NONE = { maxBytes: 0, longestUpload: Number.POSITIVE_INFINITY };

/**
 * Starts a worker on a queue that several machines share: it does the tasks that servers take in, on this machine or on
 * others. While Redis is away it waits.
 *
 * @throws ServerError `invalid-options`, `queue-unreachable` when there is no Redis, or `images-unusable`
 */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<RunningQueueWorker> {
  const { concurrency, limits, now } = resolveOptions(options);
  const metrics = new Metrics();
  const log = createLogger(
    logToAll((entry) => metrics.observe(entry), options.log),
    now,
  );
  const stopping = new AbortController();
  // What was opened last is closed first.
  await using opened = new AsyncDisposableStack();
  opened.defer(() => metrics.close());
  const images = opened.adopt(await openImageStore(options.images, { ...STORES_NONE, now }), (store) =>
    store.close(),
  );
  const queue = opened.adopt(
    await openRedisTaskQueue({ url: options.queue, ...TAKES_NONE, now, log }),
    (tasks) => tasks.close(),
  );
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
  const listener =
    options.metrics &&
    opened.adopt(
      await listenForWatchers(options.metrics, { log }, limits, {
        readiness: work.readiness,
        metrics,
      }),
      (watchers) => watchers.close(),
    );
  work.start();
  log('info', 'worker.started', { concurrency });
  const running = opened.move();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await work.stop();
    await running.disposeAsync();
    log('info', 'worker.stopped');
  };
  let stopped: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopped ??= stop();
    return stopped;
  };
  return { metricsUrl: listener?.url, close, [Symbol.asyncDispose]: close };
}
