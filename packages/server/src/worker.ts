import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, EngineError, type EngineErrorCode, type EngineResult } from '@detect-regions/engine';
import { encodeRegions } from '@detect-regions/regions';
import type { Logger } from './log.ts';
import type { Claim, TaskQueue } from './queue/task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';
import { UnavailableError } from './unavailable-error.ts';

/**
 * What finds the regions: the `Engine` of `@detect-regions/engine`, or anything that does the same. It must not block
 * the event loop, or the service stands still meanwhile.
 */
export interface DetectionEngine extends Pick<Engine, 'warmUp'> {
  /** As of `Engine`; may also warn of something, which goes to the caller beside the regions. */
  detect(...parameters: Parameters<Engine['detect']>): Promise<DetectionResult>;
}

/** What a {@link DetectionEngine} found. */
export interface DetectionResult extends EngineResult {
  readonly warnings?: readonly string[] | undefined;
}

/** What a worker works with. */
export interface WorkerOptions {
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  readonly engine: DetectionEngine;
  /** How many tasks are worked on at the same time. */
  readonly concurrency: number;
  readonly log: Logger;
  /**
   * How many times a task is claimed before it is given up: an image that takes its process down each time must not do
   * so for ever. Default 3.
   */
  readonly maxAttempts?: number;
  /**
   * How long the engine may take for a task, in milliseconds, before it is given up and the next one is begun. The last
   * resort, for an engine whose own limit does not work.
   */
  readonly taskTimeout: number;
  /** How long to wait after the queue or the store failed, in milliseconds. Default 1000. */
  readonly pauseAfterFailure?: number;
}

/** A running worker. */
export interface Worker {
  /** Takes no more tasks, hands those at work back, and resolves once none is left. */
  stop(): Promise<void>;
}

/** The errors of the engine whose message is for the caller; it says nothing about this machine. */
const CALLERS_FAULTS: readonly EngineErrorCode[] = [
  'invalid-image',
  'unsupported-image',
  'too-large',
  'timeout',
  'invalid-settings',
];

/** Takes tasks from the queue, one after the other, and has the engine do them. */
export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  const loops = Array.from({ length: options.concurrency }, () => workUntil(stopping.signal, options));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function workUntil(stopping: AbortSignal, options: WorkerOptions): Promise<void> {
  while (!stopping.aborted) {
    try {
      const claim = await options.queue.claim(stopping);
      if (claim) await work(claim, stopping, options);
    } catch (error) {
      options.log('error', 'worker.failed', { error: String(error) });
      await pause(stopping, options);
    }
  }
}

const MAX_ATTEMPTS = 3;

async function work(claim: Claim, stopping: AbortSignal, options: WorkerOptions): Promise<void> {
  const { queue, images, log } = options;
  const start = performance.now();
  const note = { taskId: claim.id, attempt: claim.attempt };
  const persist = <T>(step: () => Promise<T>): Promise<T> => persistently(step, claim, stopping, options);
  let outcome: DetectionResult | { readonly error: unknown };
  try {
    outcome = await detect(claim, persist, stopping, options);
  } catch (error) {
    outcome = { error };
  }
  if (claim.signal.aborted) return;
  if ('error' in outcome) {
    const { error } = outcome;
    if (stopping.aborted) {
      await queue.release(claim);
      return;
    }
    if (!(await persist(() => queue.fail(claim, [messageFor(error)])))) return;
    log('warn', 'task.failed', { ...note, error: String(error), ms: Math.round(performance.now() - start) });
  } else {
    const { regions, warnings = [] } = outcome;
    if (!(await persist(() => queue.complete(claim, { data: encodeRegions(regions), warnings })))) return;
    log('info', 'task.completed', {
      ...note,
      regions: regions.length,
      ms: Math.round(performance.now() - start),
    });
  }
  await images.delete(claim.id);
}

async function detect(
  claim: Claim,
  persist: <T>(step: () => Promise<T>) => Promise<T>,
  stopping: AbortSignal,
  { images, engine, maxAttempts = MAX_ATTEMPTS, taskTimeout }: WorkerOptions,
): Promise<DetectionResult> {
  if (claim.attempt > maxAttempts) throw new Error(`No worker lived through ${maxAttempts} attempts.`);
  const image = await persist(() => images.get(claim.id));
  if (!image) throw new Error('The image is not in the store.');
  // Meanwhile it may have been told to stop; it is told once.
  AbortSignal.any([claim.signal, stopping]).throwIfAborted();
  const tooLong = new AbortController();
  const timer = setTimeout(
    () => tooLong.abort(new Error(`The engine gave no answer for ${taskTimeout / 1000} s.`)),
    taskTimeout,
  );
  const signal = AbortSignal.any([claim.signal, stopping, tooLong.signal]);
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    // Not left to the engine alone: one that hangs may not hear of an abort either.
    return await Promise.race([engine.detect(image, claim.settings, { signal }), aborted.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Repeats a step while what it needs is away: work that is done must not be lost to a disk that is full for a while. */
async function persistently<T>(
  step: () => Promise<T>,
  claim: Claim,
  stopping: AbortSignal,
  options: WorkerOptions,
): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof UnavailableError) || claim.signal.aborted || stopping.aborted) throw error;
      options.log('warn', 'worker.waits', { taskId: claim.id, error: String(error) });
      await pause(stopping, options);
    }
  }
}

async function pause(stopping: AbortSignal, { pauseAfterFailure = 1000 }: WorkerOptions): Promise<void> {
  await delay(pauseAfterFailure, undefined, { signal: stopping, ref: false }).catch(() => undefined);
}

function messageFor(error: unknown): string {
  if (error instanceof EngineError && CALLERS_FAULTS.includes(error.code)) return error.message;
  return 'The service failed on this image.';
}
