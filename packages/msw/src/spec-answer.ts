import { HttpResponse } from 'msw';
import { type SpecOperation, specResponse } from './spec-operations.ts';

/** What of the spec's example an answer says otherwise. */
export interface AnswerChanges {
  /** In words, what went wrong: `detail` of ProblemDetails, `error_description` for the token. */
  readonly detail?: string | undefined;
  /** The code of RFC 6749, section 5.2; for the token only. */
  readonly error?: string | undefined;
  /** The path that was called, for `instance` of ProblemDetails. */
  readonly instance?: string | undefined;
  /** Headers besides those of the spec, or instead. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The answer that the spec documents for a status: its example, its media type and its headers.
 *
 * @throws TypeError when the spec has no such answer
 */
export function specAnswer(operation: SpecOperation, status: number, changes: AnswerChanges = {}): Response {
  const { example, mediaType, headers: documented } = specResponse(operation, status);
  const headers: Record<string, string> = { ...documented, ...changes.headers };
  if (mediaType === undefined) return new HttpResponse(null, { status, headers });
  const { detail, error, instance } = changes;
  let body: unknown = example;
  if (isObject(example) && 'detail' in example) {
    body = {
      ...example,
      ...(detail === undefined ? {} : { detail }),
      ...(instance === undefined ? {} : { instance }),
    };
  } else if (isObject(example) && 'error' in example) {
    body = {
      ...example,
      ...(error === undefined ? {} : { error }),
      ...(detail === undefined ? {} : { error_description: detail }),
    };
  }
  return bodyAnswer(body, mediaType, { status, headers });
}

/** An answer with that body: JSON as JSON, text bare, as official clients need it. */
export function bodyAnswer(
  body: unknown,
  mediaType: string,
  init: { status: number; headers?: Record<string, string> },
): Response {
  if (mediaType === 'application/json') return HttpResponse.json(body as never, init);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new HttpResponse(text, {
    ...init,
    headers: { ...init.headers, 'content-type': `${mediaType}; charset=utf-8` },
  });
}
