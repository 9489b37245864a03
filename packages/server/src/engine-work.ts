import { createEngineThread } from '@detect-regions/engine';
import type { Logger } from './log.ts';
import type { Limits } from './options.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';
import type { Metrics } from './watch/metrics.ts';
import { Readiness } from './watch/readiness.ts';
import { type DetectionEngine, startWorker, type Worker } from './worker.ts';

/** What is worked on, and how. */
export interface EngineWorkOptions {
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  /** One that is given is not ours to close; else there will be a thread of our own. */
  readonly engine: DetectionEngine | undefined;
  /** What an image may cost. */
  readonly limits: Pick<Limits, 'pixels' | 'pageSeconds'>;
  /** How many images are given to the engine at the same time. */
  readonly concurrency: number;
  readonly metrics: Metrics;
  /** Aborted when all shall stop. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** How many times as long as the engine allows itself a task may take: what hangs does not keep its own limit. */
const PATIENCE = 5;

/** An engine that does the tasks of a queue, in a server or in a process that only works. */
export class EngineWork {
  /** Whether tasks can be taken and done; the engine is not ready before {@link EngineWork.start}. */
  readonly readiness: Readiness;
  readonly #options: EngineWorkOptions;
  readonly #warmedUp = Promise.withResolvers<void>();
  #worker: Worker | undefined;
  #closeEngine: (() => Promise<void>) | undefined;

  constructor(options: EngineWorkOptions) {
    const { queue, images, stopping, log } = options;
    this.#options = options;
    this.readiness = new Readiness({ queue, images, warmedUp: this.#warmedUp.promise, stopping, log });
  }

  /** Starts the engine, and takes tasks. */
  start(): void {
    const { queue, images, limits, concurrency, metrics, stopping, log } = this.#options;
    const engine = this.#options.engine ?? this.#ownEngine();
    engine.warmUp().then(this.#warmedUp.resolve, (error: unknown) => {
      // One that is closed before it was ready has not failed.
      if (!stopping.aborted) log('error', 'engine.failed', { error: String(error) });
      this.#warmedUp.reject(error);
    });
    this.#worker = startWorker({
      queue,
      images,
      engine: metrics.watchEngine(engine),
      concurrency,
      log,
      taskTimeout: PATIENCE * limits.pageSeconds * 1000,
    });
  }

  /** Hands the tasks at work back, and closes the engine if it is our own. */
  async stop(): Promise<void> {
    await Promise.all([this.#worker?.stop(), this.#closeEngine?.()]);
  }

  #ownEngine(): DetectionEngine {
    const { pixels, pageSeconds } = this.#options.limits;
    const engine = createEngineThread({
      background: true,
      maxPixels: pixels,
      timeout: pageSeconds * 1000,
    });
    this.#closeEngine = () => engine.close();
    return engine;
  }
}
