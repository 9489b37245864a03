import type { OperationId, TaskStatus } from '@detect-regions/spec';
import type { ErrorCode } from './errors/index.ts';

/** What all events of one request share. */
interface OfRequest {
  /** Tells the calls of a client apart: the same for all that one `detect`, `submit`, `status`, `result`, `wait` or `cancel` sends. */
  readonly callId: number;
  /** The operation of the spec. */
  readonly operation: OperationId;
  /** The task that it is about, once there is one. */
  readonly taskId?: string | undefined;
  /** 1 for the first attempt, 2 for the first retry, and so on. */
  readonly attempt: number;
}

/** A request is about to be sent. */
export interface RequestEvent extends OfRequest {
  /** Tells the events apart. */
  readonly type: 'request';
}

/** An answer came, good or bad. */
export interface ResponseEvent extends OfRequest {
  /** Tells the events apart. */
  readonly type: 'response';
  /** The HTTP status. */
  readonly status: number;
  /** Milliseconds from sending to the head of the answer. */
  readonly duration: number;
  /** The service's own id of the request, where it sent one. */
  readonly requestId?: string | undefined;
}

/** A request failed and will be sent again: with a fresh token where the old one was refused, else as it was. */
export interface RetryEvent extends OfRequest {
  /** Tells the events apart. */
  readonly type: 'retry';
  /** Why it failed. */
  readonly reason: ErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** Milliseconds until it is sent again. */
  readonly delay: number;
}

/**
 * A request failed and would be sent again, but for the client's retry budget, which is used up: the service has failed
 * too often of late. The call fails, with an error whose `retryable` is `true`.
 */
export interface RetryDeniedEvent extends OfRequest {
  /** Tells the events apart. */
  readonly type: 'retry-denied';
  /** Why it failed. */
  readonly reason: ErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
}

/** A request failed, and is not sent again: the call fails with this reason. */
export interface FailureEvent extends OfRequest {
  /** Tells the events apart. */
  readonly type: 'failure';
  /** Why it failed. */
  readonly reason: ErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
}

/** A waiting caller has asked how a task stands. */
export interface PollEvent {
  /** Tells the events apart. */
  readonly type: 'poll';
  /** The call that waits, as in the events of its requests. */
  readonly callId: number;
  /** The task. */
  readonly taskId: string;
  /** Its status on the wire; one that the spec does not know comes through as it is. */
  readonly status: TaskStatus | (string & {});
  /** How often this wait has asked, this time included. */
  readonly polls: number;
  /** Milliseconds since the wait began. */
  readonly elapsed: number;
}

/** A token was fetched. */
export interface TokenEvent {
  /** Tells the events apart. */
  readonly type: 'token';
  /** Why: there was none, it was about to expire, or the service had refused it. */
  readonly reason: 'missing' | 'expiring' | 'rejected';
  /** Milliseconds that it took. */
  readonly duration: number;
}

/** What goes on inside a client; never holds a token, a secret, or image bytes. */
export type DetectRegionsEvent =
  | RequestEvent
  | ResponseEvent
  | RetryEvent
  | RetryDeniedEvent
  | FailureEvent
  | PollEvent
  | TokenEvent;
