import { STATUS_CODES } from 'node:http';

/** A status that the service refuses a request with. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 429 | 431 | 500 | 503;

/** Problem details as the API sends them (schema `ProblemDetails`, RFC 9457). */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
}

/** Thrown by whoever refuses a request; becomes the answer. */
export class Problem extends Error {
  override readonly name = 'Problem' as const;
  readonly status: ProblemStatus;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status - of the answer
   * @param detail - for the caller: what is wrong, and what to do about it
   * @param headers - that the status calls for, such as `allow`
   */
  constructor(status: ProblemStatus, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** When to come back to a service that can't take a request just now, in seconds. */
const RETRY_AFTER = '2';

/**
 * A refusal with 503 of a request that will be welcome later.
 *
 * @param reason - a sentence
 */
export function unavailable(reason: string): Problem {
  return new Problem(503, `${reason} Try again later.`, { 'retry-after': RETRY_AFTER });
}

/** Where each status is defined, as the `type` of a problem. */
const definitions: Readonly<Record<ProblemStatus, string>> = {
  400: 'rfc9110#section-15.5.1',
  401: 'rfc9110#section-15.5.2',
  403: 'rfc9110#section-15.5.4',
  404: 'rfc9110#section-15.5.5',
  405: 'rfc9110#section-15.5.6',
  408: 'rfc9110#section-15.5.9',
  413: 'rfc9110#section-15.5.14',
  415: 'rfc9110#section-15.5.16',
  429: 'rfc6585#section-4',
  431: 'rfc6585#section-5',
  500: 'rfc9110#section-15.6.1',
  503: 'rfc9110#section-15.6.4',
};

/** Where Node still has the name of an older RFC. */
const titles: Partial<Readonly<Record<ProblemStatus, string>>> = { 413: 'Content Too Large' };

/**
 * Problem details of a status.
 *
 * @param instance - the path of the request, where it is known
 */
export function problemDetails(status: ProblemStatus, detail: string, instance?: string): ProblemDetails {
  return {
    type: `https://www.rfc-editor.org/rfc/${definitions[status]}`,
    title: titles[status] ?? STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(instance === undefined ? {} : { instance }),
  };
}
