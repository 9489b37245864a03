/**
 * Why the engine refused or failed, for programs:
 *
 * - `invalid-image`: the bytes are empty, damaged, or no image at all
 * - `unsupported-image`: an image of a format or kind that the engine doesn't read
 * - `too-large`: more pixels than `EngineOptions.maxPixels`, a file that would take far more work than its size says, or
 *   a strip too long to be turned as `rotate` asks
 * - `no-such-page`: `DetectOptions.page` is beyond the last page of the file
 * - `invalid-settings`: a setting that the API doesn't know, or a value that it doesn't accept
 * - `invalid-options`: an option of the engine itself that makes no sense
 * - `timeout`: the page took longer than `EngineOptions.timeout`
 * - `aborted`: the caller's signal was aborted
 * - `closed`: the engine was closed before or while it worked
 * - `runtime-unavailable`: ONNX Runtime or the model couldn't be loaded
 * - `crashed`: the worker thread ended while it worked; only the page at hand is lost
 * - `internal`: a fault of the engine; please report it
 */
export type EngineErrorCode =
  | 'invalid-image'
  | 'unsupported-image'
  | 'too-large'
  | 'no-such-page'
  | 'invalid-settings'
  | 'invalid-options'
  | 'timeout'
  | 'aborted'
  | 'closed'
  | 'runtime-unavailable'
  | 'crashed'
  | 'internal';

const brand: unique symbol = /* @__PURE__ */ Symbol.for('@detect-regions/engine/EngineError');

/**
 * The one error that the engine throws and rejects with. Tell the reasons apart by {@link EngineError.code};
 * the message says what to do next. It never contains image bytes.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError' as const;

  /** The reason, for programs. */
  readonly code: EngineErrorCode;

  /** The field that is at fault, such as `settings.dsrMode` or `image`, where one is. */
  readonly field: string | undefined;

  /**
   * @param code - the reason, for programs
   * @param message - what happened and what to do next, for people
   * @param details - the field at fault and the error underneath, where there are any
   */
  constructor(code: EngineErrorCode, message: string, details: { field?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.field = details.field;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether a value is an EngineError, from this copy of the package or from another one. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return brand in Object(value);
  }
}

/** The error for a signal that was aborted; its reason becomes the cause. */
export function abortedError(signal: AbortSignal): EngineError {
  return new EngineError('aborted', 'The detection was aborted by its signal.', { cause: signal.reason });
}

/**
 * The error for a page that takes too long.
 *
 * @param timeout - how long it might have taken, in milliseconds
 */
export function timeoutError(timeout: number): EngineError {
  return new EngineError(
    'timeout',
    `The page was given up after ${timeout / 1000} s: simplify or shrink it, or raise the engine's timeout.`,
    { field: 'image' },
  );
}

/** Throws the error of {@link abortedError} when the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal);
}
