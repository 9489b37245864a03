import { Worker } from 'node:worker_threads';
import type { RuntimeName } from './detector/runtime.ts';
import { checkImage, checkPage, checkSettings, closedError, type Engine } from './engine.ts';
import { abortedError, EngineError, throwIfAborted, timeoutError } from './errors.ts';
import { type Answer, type Request, unpackError, type Work } from './messages.ts';
import { type EngineOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import type { EngineResult } from './result.ts';

/** How an engine in a thread of its own is set up. */
export interface EngineThreadOptions extends EngineOptions {
  /**
   * Whether the engine steps back where others want the processor too: for a service, whose event loop must stay quick
   * while pages are looked at. On a machine with nothing else to do it is as fast as without. It takes effect on Linux,
   * where a thread can have a priority of its own (a nice value of 10); elsewhere nothing changes. Default false.
   */
  readonly background?: boolean | undefined;
}

/** What the thread is started with. */
export interface ThreadData {
  readonly options: ResolvedOptions;
  readonly background: boolean;
}

/** A piece of work and the caller who waits for it. */
interface Task {
  readonly work: Work;
  readonly settle: (error: EngineError | undefined, result?: EngineResult) => void;
}

/** A running thread and what it has been given. */
interface Thread {
  readonly worker: Worker;
  readonly task: Task | undefined;
  /** Ends the task when its time is up. */
  readonly timer?: NodeJS.Timeout | undefined;
}

/**
 * Makes an engine that works in a thread of its own, so that the caller's event loop stays free. It takes one
 * page at a time; others wait.
 *
 * An abort and the time limit really end the work: the thread is terminated, and a fresh one loads the models at once.
 * A crash of the thread fails the page at hand and no other. The thread keeps the process alive only while it works.
 *
 * @param options - limits and runtime, as for `createEngine`; and whether it steps back for others
 * @throws EngineError `invalid-options` for options that make no sense
 */
export function createEngineThread(options: EngineThreadOptions = {}): Engine {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return engineThreadFrom(new URL(`./worker.${extension}`, import.meta.url), options);
}

/**
 * {@link createEngineThread} over another worker file.
 *
 * @param file - a module that answers as worker.ts does
 */
export function engineThreadFrom(file: URL, options: EngineThreadOptions): Engine {
  const { background = false, ...others } = options;
  const workerData: ThreadData = { options: resolveOptions(others), background };
  const { timeout } = workerData.options;
  const waiting: Task[] = [];
  const ending = new Set<Promise<unknown>>();
  let thread: Thread | undefined;
  let runtime: RuntimeName | undefined;
  let requests = 0;
  let closed = false;

  const start = (): Thread => {
    const worker = new Worker(file, { workerData });
    worker.on('message', (answer: Answer) => {
      if (thread?.worker === worker && answer.id === requests) finish(answer);
    });
    const lost = (cause: unknown): void => {
      if (thread?.worker === worker) crash(cause);
    };
    worker.on('error', lost);
    worker.on('messageerror', lost);
    worker.on('exit', (code) => lost(new Error(`The thread exited with code ${code}.`)));
    worker.unref();
    thread = { worker, task: undefined };
    return thread;
  };

  const finish = ({ outcome, runtime: name }: Answer): void => {
    const { worker, task, timer } = thread as Thread;
    clearTimeout(timer);
    runtime = name ?? runtime;
    thread = { worker, task: undefined };
    worker.unref();
    if (outcome.ok) task?.settle(undefined, outcome.result);
    else task?.settle(unpackError(outcome.error));
    next();
  };

  const crash = (cause: unknown): void => {
    const task = thread?.task;
    stop();
    const message = 'The engine thread crashed on this image; other images are not affected.';
    task?.settle(new EngineError('crashed', message, { cause }));
    next();
  };

  /** Ends the thread, whatever it does. */
  const stop = (): void => {
    if (!thread) return;
    const { worker, timer } = thread;
    clearTimeout(timer);
    thread = undefined;
    const end = worker.terminate().finally(() => ending.delete(end));
    ending.add(end);
  };

  const give = (task: Task): void => {
    const { worker } = thread ?? start();
    thread = { worker, task, timer: startTimer(task) };
    worker.ref();
    requests++;
    const request: Request = { id: requests, work: task.work };
    // Images were copied when they came in, so the copy may move to the thread.
    worker.postMessage(request, task.work.type === 'detect' ? [task.work.image.buffer as ArrayBuffer] : []);
  };

  const startTimer = (task: Task): NodeJS.Timeout | undefined => {
    if (task.work.type !== 'detect' || timeout === Infinity) return undefined;
    return setTimeout(() => {
      withdraw(task);
      task.settle(timeoutError(timeout));
    }, timeout);
  };

  const next = (): void => {
    if (closed || thread?.task) return;
    const task = waiting.shift();
    if (task) give(task);
  };

  /** Takes a task back: out of the queue, or out of the hands of the thread. */
  const withdraw = (task: Task): void => {
    const place = waiting.indexOf(task);
    if (place >= 0) waiting.splice(place, 1);
    if (thread?.task !== task) return;
    stop();
    if (waiting.length === 0) waiting.push({ work: { type: 'warmUp' }, settle: () => undefined });
    next();
  };

  const ask = (work: Work, signal?: AbortSignal): Promise<EngineResult | undefined> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        withdraw(task);
        task.settle(abortedError(signal as AbortSignal));
      };
      const task: Task = {
        work,
        settle(error, result) {
          signal?.removeEventListener('abort', onAbort);
          if (error) reject(error);
          else resolve(result);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(task);
      next();
    });

  return {
    get runtime() {
      return runtime;
    },
    async detect(image, settings = {}, { page = 1, signal } = {}) {
      if (closed) throw closedError();
      const checked = checkSettings(settings);
      checkImage(image);
      checkPage(page);
      throwIfAborted(signal);
      const work: Work = { type: 'detect', image: Uint8Array.from(image), settings: checked, page };
      return (await ask(work, signal)) as EngineResult;
    },
    async warmUp() {
      if (closed) throw closedError();
      await ask({ type: 'warmUp' });
    },
    async close() {
      closed = true;
      const open = thread?.task ? [thread.task, ...waiting.splice(0)] : waiting.splice(0);
      stop();
      for (const task of open) task.settle(closedError());
      await Promise.all(ending);
    },
  };
}
