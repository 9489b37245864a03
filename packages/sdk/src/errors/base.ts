import type { OperationId } from '@detect-regions/spec';

const brand: unique symbol = /* @__PURE__ */ Symbol.for('@detect-regions/sdk/error');

/** The reasons for which a call can fail, one for each class of error. */
export type ErrorCode =
  | 'invalid-input'
  | 'auth'
  | 'quota'
  | 'too-large'
  | 'rate-limit'
  | 'network'
  | 'timeout'
  | 'deadline'
  | 'aborted'
  | 'detection-failed'
  | 'gone'
  | 'protocol'
  | 'server'
  | 'in-doubt'
  | 'store';

/** What is known about an error besides its message. */
export interface ErrorDetails {
  /** The operation of the spec that failed; absent when nothing was to be sent yet. */
  readonly operation?: OperationId | undefined;
  /** The task that the call was about: after acceptance, every error has it. */
  readonly taskId?: string | undefined;
  /** The HTTP status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** The service's own id of the request, where it sent one. */
  readonly requestId?: string | undefined;
  /** Whether the same call may well succeed later, and is safe to repeat. */
  readonly retryable?: boolean | undefined;
  /** For a submission: whether the service may have accepted (and billed) the image. */
  readonly maybeSent?: boolean | undefined;
  /** For how long the service wants to be left alone, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** What it was caused by. */
  readonly cause?: unknown;
}

/**
 * Base of every error that this package throws. Tell them apart by `code` or by class; `instanceof` holds
 * across copies and versions of this package in one program.
 *
 * No error ever holds a token, a client secret, or bytes of an image.
 */
export abstract class DetectRegionsError<Details extends ErrorDetails = ErrorDetails> extends Error {
  /** The code of all errors of the class. */
  declare static readonly code: ErrorCode | undefined;

  /** Why it failed, as a literal to switch on. */
  readonly code: ErrorCode;
  /** The operation of the spec that failed; absent when nothing was to be sent yet. */
  declare readonly operation?: OperationId;
  /** The task that the call was about: after acceptance, every error has it. Resume with `client.task(id)`. */
  declare readonly taskId?: string;
  /** The HTTP status of the answer, where there was one. */
  declare readonly status?: number;
  /** The service's own id of the request, where it sent one: name it when you ask for support. */
  declare readonly requestId?: string;
  /** Whether the same call may well succeed later, and can be repeated without paying twice. */
  readonly retryable: boolean;
  /**
   * For a submission: `true` when the service may have accepted (and billed) the image although no answer
   * came, `false` when it surely has not. Absent where the question does not arise.
   */
  declare readonly maybeSent?: boolean;
  /** For how long the service wants to be left alone, in milliseconds, where it said so (429, 503). */
  declare readonly retryAfter?: number;

  /**
   * @param message - what went wrong and what to do next
   * @param details - what is known besides
   */
  constructor(message: string, details?: Details) {
    const { cause, ...facts } = details ?? ({} as ErrorDetails);
    super(message, cause === undefined ? undefined : { cause });
    this.code = (new.target as typeof DetectRegionsError).code as ErrorCode;
    this.retryable = false;
    for (const [name, value] of Object.entries(facts)) {
      if (value !== undefined) (this as Record<string, unknown>)[name] = value;
    }
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether a value is an error of this class, made by whichever copy of the package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class that is asked about, not this one.
    const asked = this as typeof DetectRegionsError;
    return (
      brand in Object(value) &&
      (asked === DetectRegionsError ||
        // A class that extends one of ours has no code of its own: for it, the usual rule holds.
        (Object.hasOwn(asked, 'code')
          ? (value as DetectRegionsError).code === asked.code
          : Function.prototype[Symbol.hasInstance].call(asked, value)))
    );
  }
}
