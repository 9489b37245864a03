import { defaultSettings, findSettingProblems, type Settings } from '@detect-regions/spec';
import { type Detector, loadDetector } from './detector/detector.ts';
import type { RuntimeName } from './detector/runtime.ts';
import { EngineError, throwIfAborted, timeoutError } from './errors.ts';
import { type EngineOptions, resolveOptions } from './options.ts';
import type { EngineResult } from './result.ts';
import type { Watch } from './watch.ts';

/** What may be given to {@link Engine.detect} beside image and settings. */
export interface DetectOptions {
  /**
   * Which page of a PDF or TIFF, or frame of a GIF or WebP, counted from 1. Default 1. Other images have one page.
   */
  readonly page?: number | undefined;
  /** Ends the work; the call then rejects with an EngineError of code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Finds regions of text on images. Safe for concurrent calls; pages are worked on one after the other. */
export interface Engine {
  /**
   * Which ONNX Runtime runs the models: `native` when onnxruntime-node is installed, else `wasm`. Undefined
   * until the models are loaded, by the first page or by {@link Engine.warmUp}.
   */
  readonly runtime: RuntimeName | undefined;

  /**
   * Finds the regions of text on an image.
   *
   * @param image - a BMP, GIF, JPEG, PDF, PNG, SVG, TIFF or WebP file
   * @param settings - as of the API; what is left out has the API's default
   * @param options - the page, and a signal to end the work
   * @throws EngineError `invalid-settings`, `invalid-options`, `invalid-image`, `unsupported-image`, `too-large`,
   *   `no-such-page`, `timeout`, `aborted`, `closed`, `runtime-unavailable`; from a thread also `crashed`
   */
  detect(image: Uint8Array, settings?: Partial<Settings>, options?: DetectOptions): Promise<EngineResult>;

  /** Loads the models and runs them once, so that the first page is as fast as any other. */
  warmUp(): Promise<void>;

  /**
   * Frees the models and ends the thread, if there is one. Calls that wait, or are cut short, reject with an
   * EngineError of code `closed`.
   */
  close(): Promise<void>;
}

/**
 * Makes an engine that works in the calling thread: with the `wasm` runtime the event loop stands still while
 * a page is looked at (some 0.4 s), and a PDF is drawn. For a server use `createEngineThread`. Nothing is loaded
 * before the first page or {@link Engine.warmUp}.
 *
 * An abort and the time limit end the work at the end of the stage that it is in: what stands still meanwhile can't be
 * ended from inside. In a thread they end it at once.
 *
 * @param options - limits and runtime; all have defaults
 * @throws EngineError `invalid-options` for options that make no sense
 */
export function createEngine(options: EngineOptions = {}): Engine {
  return watchedEngine(options, undefined);
}

/**
 * {@link createEngine} with somebody who watches.
 *
 * @param watch - is told of each stage of each page
 */
export function watchedEngine(options: EngineOptions, watch: Watch | undefined): Engine {
  const { maxPixels, runtime, timeout, threads } = resolveOptions(options);
  let detector: Promise<Detector> | undefined;
  let loaded: Detector | undefined;
  const closing = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  const load = async (): Promise<Detector> => {
    // Whether the stages can be loaded shows when a page comes.
    detector ??= loadDetector(runtime, threads, () => loadStages().catch(() => undefined));
    try {
      loaded = await detector;
      return loaded;
    } catch (error) {
      // A failure isn't kept: the next page tries again.
      detector = undefined;
      throw error;
    }
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  return {
    get runtime() {
      return loaded?.runtime;
    },
    async detect(image, settings = {}, { page = 1, signal } = {}) {
      if (closing.signal.aborted) throw closedError();
      const checked = checkSettings(settings);
      checkImage(image);
      checkPage(page);
      throwIfAborted(signal);
      return inTurn(async () => {
        const late = new AbortController();
        const timer = timeout === Infinity ? undefined : setTimeout(() => late.abort(), timeout);
        try {
          const stop = AbortSignal.any([closing.signal, late.signal, ...(signal ? [signal] : [])]);
          const { detectPage } = await loadStages();
          return await detectPage(image, checked, { detector: load, maxPixels, page, signal: stop, watch });
        } catch (error) {
          if (closing.signal.aborted) throw closedError();
          throw late.signal.aborted && !signal?.aborted ? timeoutError(timeout) : asEngineError(error);
        } finally {
          clearTimeout(timer);
        }
      });
    },
    async warmUp() {
      if (closing.signal.aborted) throw closedError();
      await inTurn(async () => (await load()).warmUp());
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await queue;
      const open = await detector?.catch(() => undefined);
      await open?.close();
    },
  };
}

/**
 * What a page goes through, and sharp with it. Loaded while the runtime compiles, and never in a thread that only hands
 * pages on to another.
 *
 * @throws EngineError `runtime-unavailable` when sharp can't be loaded
 */
async function loadStages(): Promise<typeof import('./page.ts')> {
  try {
    return await import('./page.ts');
  } catch (cause) {
    throw new EngineError('runtime-unavailable', "sharp can't be loaded: install it again.", { cause });
  }
}

/**
 * All settings, with the API's defaults for those that are left out.
 *
 * @throws EngineError `invalid-settings` that names the fields and what they accept
 */
export function checkSettings(settings: Partial<Settings>): Settings {
  const problems = findSettingProblems(settings);
  const [first] = problems;
  if (first) {
    throw new EngineError('invalid-settings', problems.map(({ message }) => message).join(' '), {
      field: first.field,
    });
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...defaultSettings, ...Object.fromEntries(given) };
}

/** @throws EngineError `invalid-image` for anything but bytes */
export function checkImage(image: unknown): asserts image is Uint8Array {
  if (!(image instanceof Uint8Array)) {
    throw new EngineError(
      'invalid-image',
      `The image must be a Uint8Array with the bytes of a file; got ${typeof image}.`,
      { field: 'image' },
    );
  }
}

/** @throws EngineError `invalid-options` for anything but a whole number from 1 */
export function checkPage(page: number): void {
  if (Number.isInteger(page) && page >= 1) return;
  throw new EngineError('invalid-options', `page must be a whole number from 1; got ${String(page)}.`, {
    field: 'page',
  });
}

/** The error of an engine that was closed. */
export function closedError(): EngineError {
  return new EngineError('closed', 'The engine is closed: make a new one.');
}

function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError('internal', 'The engine failed on this image; please report it.', { cause: error });
}
