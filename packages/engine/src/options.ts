import type { RuntimeName } from './detector/runtime.ts';
import { EngineError } from './errors.ts';

/** How an engine is set up. */
export interface EngineOptions {
  /**
   * An image of more pixels (width x height) than this is refused before it is decoded, whatever its file size.
   * Default 100,000,000: a page of A2 at 300 dpi with room to spare.
   */
  readonly maxPixels?: number | undefined;
  /**
   * Which ONNX Runtime runs the models. Default `auto`: `native` when the optional package onnxruntime-node is
   * installed and loads, else `wasm`.
   */
  readonly runtime?: RuntimeName | 'auto' | undefined;
  /**
   * How long one page may take, in milliseconds, from when it is taken up to its regions; the time that it waits for
   * others doesn't count. Then it is given up with an EngineError of code `timeout`. Default 60,000; Infinity for as
   * long as it takes.
   */
  readonly timeout?: number | undefined;
  /** Threads that compute. Default: as many as the machine has, at most four. */
  readonly threads?: number | undefined;
}

/** Options with their defaults. */
export interface ResolvedOptions {
  readonly maxPixels: number;
  readonly runtime: RuntimeName | 'auto';
  /** In milliseconds; may be Infinity. */
  readonly timeout: number;
  /** Undefined leaves it to the machine. */
  readonly threads: number | undefined;
}

const DEFAULT_MAX_PIXELS = 100_000_000;
/** Some two hundred times what a page takes, so that it ends only what would hardly end by itself. */
const DEFAULT_TIMEOUT_MS = 60_000;
/** What timers can count to, in milliseconds: 24 days. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const RUNTIMES = ['auto', 'native', 'wasm'] as const;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws EngineError `invalid-options` that names the option and what it accepts
 */
export function resolveOptions(options: EngineOptions): ResolvedOptions {
  const { maxPixels = DEFAULT_MAX_PIXELS, runtime = 'auto', timeout = DEFAULT_TIMEOUT_MS, threads } = options;
  if (!(maxPixels > 0)) throw invalid('maxPixels', 'a number of pixels above 0', maxPixels);
  if (!RUNTIMES.includes(runtime)) throw invalid('runtime', RUNTIMES.join(', '), runtime);
  if (!(timeout > 0 && (timeout <= LONGEST_TIMEOUT_MS || timeout === Infinity))) {
    throw invalid('timeout', `milliseconds from 1 to ${LONGEST_TIMEOUT_MS}, or Infinity`, timeout);
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw invalid('threads', 'a whole number above 0', threads);
  }
  return { maxPixels, runtime, timeout, threads };
}

function invalid(field: string, accepted: string, found: unknown): EngineError {
  return new EngineError('invalid-options', `${field} must be ${accepted}; got ${String(found)}.`, { field });
}
