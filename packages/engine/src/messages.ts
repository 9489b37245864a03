import type { Settings } from '@detect-regions/spec';
import type { RuntimeName } from './detector/runtime.ts';
import { EngineError, type EngineErrorCode } from './errors.ts';
import type { EngineResult } from './result.ts';

/** What the worker is asked to do. */
export type Work =
  | {
      readonly type: 'detect';
      readonly image: Uint8Array;
      readonly settings: Settings;
      readonly page: number;
    }
  | { readonly type: 'warmUp' };

/** A request to the worker; the answer bears the same id. */
export interface Request {
  readonly id: number;
  readonly work: Work;
}

/** The worker's answer to a request; a warm-up has no result. */
export interface Answer {
  readonly id: number;
  readonly runtime: RuntimeName | undefined;
  readonly outcome:
    | { readonly ok: true; readonly result: EngineResult | undefined }
    | { readonly ok: false; readonly error: ErrorMessage };
}

/** An EngineError as it travels: structured cloning would keep neither its class nor its code. */
export interface ErrorMessage {
  readonly code: EngineErrorCode;
  readonly message: string;
  readonly field: string | undefined;
  readonly cause: unknown;
}

/** An error as a message. */
export function packError(error: unknown): ErrorMessage {
  const { code, message, field, cause } =
    error instanceof EngineError
      ? error
      : new EngineError('internal', 'The engine failed.', { cause: error });
  // A cause may hold what can't be cloned, so its text must do.
  return {
    code,
    message,
    field,
    cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined,
  };
}

/** The error that a message stands for. */
export function unpackError({ code, message, field, cause }: ErrorMessage): EngineError {
  return new EngineError(code, message, { ...(field === undefined ? {} : { field }), cause });
}
