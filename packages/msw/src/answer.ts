import type { DetectRegionsApi, TokenApi } from '@detect-regions/client';
import type { OperationId } from '@detect-regions/spec';
import { findSchemaProblems } from './check-schema.ts';
import type { PendingCall, Scenario } from './scenario.ts';
import { bodyAnswer } from './spec-answer.ts';
import { type SpecOperation, specOperation, specResponse, successStatus } from './spec-operations.ts';

/** What an operation answers when all is well, by the generated client; `never` where it has no body. */
export type OperationResult<O extends OperationId> = Extract<
  Awaited<ReturnType<(TokenApi & DetectRegionsApi)[O]>>,
  string | object
>;

/** How an operation is answered: with a value and status 200, with a status and its example of the spec, or in full. */
export type PlainAnswer<O extends OperationId> = number | OperationResult<O> | Response;

/** Answers a call: a value, a status, a `Response`; `undefined` leaves the call to the mock. */
export type Resolver<O extends OperationId> = (
  call: PendingCall & { readonly operationId: O; next(): Promise<Response> },
) => PlainAnswer<O> | undefined | Promise<PlainAnswer<O> | undefined>;

/**
 * What an operation shall answer: a value (as the success that the spec documents), a status
 * (with the spec's example for it), or a function that gives either, or any `Response`.
 */
export type Answer<O extends OperationId> = number | OperationResult<O> | Resolver<O>;

/** An answer for some of the operations, by operationId. */
export type Overrides = { readonly [O in OperationId]?: Answer<O> };

/** Throws where a value is not one that the operation can answer with by the spec. */
function checkValue(operation: SpecOperation, value: unknown): void {
  const { schema } = specResponse(operation, successStatus(operation));
  const problems = schema === undefined ? [] : findSchemaProblems(schema, value, operation.operationId);
  if (problems.length > 0) {
    const messages = problems.map(({ message }) => message).join(' ');
    throw new TypeError(`${messages} For an answer that the spec does not allow give a Response.`);
  }
}

function toResponse(operation: SpecOperation, call: PendingCall, answer: unknown): Response {
  if (answer instanceof Response) return answer;
  if (typeof answer === 'number') return call.answer(answer);
  checkValue(operation, answer);
  const status = successStatus(operation);
  const { mediaType = 'application/json' } = specResponse(operation, status);
  return bodyAnswer(answer, mediaType, { status });
}

/** How often a scenario happens. */
export interface Times {
  /** For how many calls that it concerns. Default: for all of them. */
  readonly times?: number;
}

/**
 * Answers every call of one operation, before the token and the request are looked at.
 *
 * @param operationId - an operation of the spec
 * @param answer - a value, a status, or a function that gives either, or any `Response`
 * @throws TypeError at once, when the spec has no such operation, no such status or no such value
 *
 * @example
 * ```ts
 * api.use(answers('getDetectRegions', 503, { times: 1 }));
 * ```
 */
export function answers<O extends OperationId>(
  operationId: O,
  answer: Answer<NoInfer<O>>,
  options: Times = {},
): Scenario {
  const operation = specOperation(operationId);
  if (typeof answer === 'number') specResponse(operation, answer);
  else if (typeof answer !== 'function') checkValue(operation, answer);
  const { times = Infinity } = options;
  return {
    name: `answers(${operationId})`,
    start: () => {
      let left = times;
      return {
        async respond(call, next) {
          if (call.operationId !== operationId || left <= 0) return next();
          left -= 1;
          const given =
            typeof answer === 'function'
              ? await (answer as Resolver<O>)({ ...call, operationId, next })
              : answer;
          return given === undefined ? next() : toResponse(operation, call, given);
        },
      };
    },
  };
}
