import type { OperationId } from '@detect-regions/spec';
import type { RequestProblem } from './problem.ts';

/** A call that a mock got, as its log keeps it. Credentials are blotted out, images are not. */
export interface Call {
  /** The operation of the spec. */
  readonly operationId: OperationId;
  /** In capitals. */
  readonly method: string;
  /** As it was called, with the query. */
  readonly url: string;
  /** Names in lower case; the value of `authorization` is cut down to its scheme. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parameters outside the body, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body, parsed; `client_secret` is blotted out. */
  readonly body: unknown;
  /** The task that the call is about: the one asked for, or the new one. */
  readonly taskId: string | undefined;
  /** What is wrong with the request by the spec; empty when nothing is. */
  readonly problems: readonly RequestProblem[];
  /** The HTTP status that was answered; 0 for a dropped connection, `undefined` while it is open. */
  readonly status: number | undefined;
}

const BLOTTED = '…';

/** The headers without the credentials in them. */
export function blotHeaders(headers: Headers): Record<string, string> {
  const { authorization, ...rest } = Object.fromEntries(headers);
  if (authorization === undefined) return rest;
  return { ...rest, authorization: `${authorization.split(' ')[0]} ${BLOTTED}` };
}

/** The body without the client secret in it. */
export function blotBody(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('client_secret' in body)) return body;
  return { ...body, client_secret: BLOTTED };
}

/**
 * Tells in words which calls did not keep to the spec.
 *
 * @returns one paragraph per such call, or `undefined` when all of them were fine
 */
export function describeProblems(calls: readonly Call[]): string | undefined {
  const paragraphs = calls.flatMap(({ method, url, operationId, problems }, at) =>
    problems.length === 0
      ? []
      : [
          [
            `Call ${at + 1}, ${method} ${url} (${operationId}), does not keep to the API's description:`,
            ...problems.map(({ message }) => `  - ${message}`),
          ].join('\n'),
        ],
  );
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n');
}
