import type { Region } from '@detect-regions/regions';
import { limits, type OperationId } from '@detect-regions/spec';
import { type HttpHandler, http } from 'msw';
import { type Answer, answers, type Overrides } from './answer.ts';
import { blotBody, blotHeaders, type Call, describeProblems } from './call.ts';
import { checkRequest } from './check-request.ts';
import type { PendingCall, Scenario, ScenarioRun } from './scenario.ts';
import { defaultPlan, Service } from './service.ts';
import { specAnswer } from './spec-answer.ts';
import { type SpecOperation, specOperations } from './spec-operations.ts';
import { finds } from './task-scenarios.ts';
import type { ClientCredentials } from './tokens.ts';

/** How a mock of the API behaves. */
export interface MockApiOptions {
  /** Where the API is, for example `https://api.aspose.cloud`. Default: at any origin, below any path. */
  readonly baseUrl?: string | URL;
  /** What every completed task has found, in pixels of the image as sent. Default: the spec's example. */
  readonly regions?: readonly Region[];
  /**
   * Who may have a token; then only tokens that the mock issued are good. Default: everybody may,
   * and any bearer token is good that the mock did not issue itself and let expire. Where it is
   * said who may, a task is there for the client only that submitted it.
   */
  readonly clients?: readonly ClientCredentials[];
  /** How many bytes an image may have, decoded; a larger one is answered with 413. Default: 104,857,600, as at the service. */
  readonly maxImageBytes?: number;
  /** Answers by operationId, instead of what the mock would answer. */
  readonly overrides?: Overrides;
  /** Ways to behave, such as `fails()`; of two that contradict each other the later one wins. */
  readonly scenarios?: readonly Scenario[];
}

/** A mock of the API: handlers for msw, and what became of them. */
export interface MockApi {
  /** For `setupServer(...api.handlers)` or `setupWorker(...api.handlers)`. */
  readonly handlers: readonly HttpHandler[];
  /** The calls since the start or the last reset, in the order in which they came. */
  readonly calls: readonly Call[];
  /** Puts scenarios to use until the next reset, above those of the options. */
  use(...scenarios: Scenario[]): void;
  /** Forgets tasks, tokens, calls and the scenarios of `use`; those of the options begin anew. */
  reset(): void;
  /**
   * For the end of a test.
   *
   * @throws Error with a readable report, when a call since the start or the last reset did not
   *   keep to the spec
   */
  assertValidRequests(): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What lasts from a start to the next reset. */
interface Era {
  readonly service: Service;
  readonly runs: ScenarioRun[];
  readonly calls: Mutable<Call>[];
  readonly counts: Map<OperationId, number>;
}

function beginEra(scenarios: readonly Scenario[], clients: readonly ClientCredentials[] | undefined): Era {
  const runs = scenarios.map((scenario) => scenario.start());
  const service = new Service(clients, (submission) =>
    runs.reduce((plan, run) => run.plan?.(plan, submission) ?? plan, defaultPlan()),
  );
  return { service, runs, calls: [], counts: new Map() };
}

async function answerCall(
  era: Era,
  operation: SpecOperation,
  request: Request,
  maxImageBytes: number,
): Promise<Response> {
  const { operationId, authenticated } = operation;
  const nth = (era.counts.get(operationId) ?? 0) + 1;
  era.counts.set(operationId, nth);
  const call: Mutable<Call> = {
    operationId,
    method: request.method,
    url: request.url,
    headers: blotHeaders(request.headers),
    parameters: {},
    body: undefined,
    taskId: undefined,
    problems: [],
    status: undefined,
  };
  era.calls.push(call);

  const checked = await checkRequest(request.clone(), operation, maxImageBytes);
  const { parameters, body, problems } = checked;
  Object.assign(call, { parameters, body: blotBody(body), problems, taskId: parameters.id });
  const instance = new URL(request.url).pathname;
  const pending: PendingCall = {
    operationId,
    request,
    nth,
    parameters,
    body,
    authenticated,
    answer: (status, changes) => specAnswer(operation, status, { instance, ...changes }),
  };

  const base = async (): Promise<Response> => {
    const response = era.service.answer({ operation, pending, checked });
    if (operationId === 'postDetectRegions' && response.ok) call.taskId = await response.clone().text();
    return response;
  };
  const chain = era.runs.reduce<() => Promise<Response>>(
    (next, run) => async () => (run.respond === undefined ? next() : run.respond(pending, next)),
    base,
  );
  const response = await chain();
  call.status = response.status;
  return response;
}

/** The path of an operation, and the shorter one that one official client calls. */
const pathsOf = ({ path }: SpecOperation): string[] => [...new Set([path, path.replace('/ocr/', '/')])];

const overrideScenarios = (overrides: Overrides): Scenario[] =>
  (Object.entries(overrides) as [OperationId, Answer<OperationId>][]).map(([operationId, answer]) =>
    answers(operationId, answer),
  );

/**
 * Makes a mock of the DetectRegions API that behaves as the spec says: a token, a submitted image
 * that is Pending, Processing and then Completed, cancelling; 401 without a token; 400 with the
 * name of the field for a request that does not keep to the spec.
 *
 * @throws TypeError when an override does not fit the spec
 *
 * @example
 * ```ts
 * const api = createMockApi({ regions: [{ left: 10, top: 10, right: 90, bottom: 40 }] });
 * const server = setupServer(...api.handlers);
 * ```
 */
export function createMockApi(options: MockApiOptions = {}): MockApi {
  const { regions, clients, maxImageBytes = limits.imageBytes, overrides = {}, scenarios = [] } = options;
  const lasting = [
    ...(regions === undefined ? [] : [finds(regions)]),
    ...scenarios,
    ...overrideScenarios(overrides),
  ];
  const base = options.baseUrl === undefined ? '*' : String(options.baseUrl).replace(/\/+$/, '');
  let era = beginEra(lasting, clients);

  const handlers = specOperations().flatMap((operation) => {
    const method = operation.method.toLowerCase() as keyof typeof http;
    return pathsOf(operation).map((path) =>
      http[method](`${base}${path}`, ({ request }) => answerCall(era, operation, request, maxImageBytes)),
    );
  });

  return {
    handlers,
    get calls() {
      return era.calls;
    },
    use(...more) {
      era.runs.push(...more.map((scenario) => scenario.start()));
    },
    reset() {
      era = beginEra(lasting, clients);
    },
    assertValidRequests() {
      const report = describeProblems(era.calls);
      if (report !== undefined) throw new Error(report);
    },
  };
}

/**
 * The handlers of a mock whose calls need no looking at: `createMockApi(options).handlers`. What
 * they remember they remember for good; each call of this function makes a mock of its own.
 *
 * @throws TypeError when an override does not fit the spec
 *
 * @example
 * ```ts
 * const server = setupServer(...handlers());
 * server.listen({ onUnhandledFrame: 'error' });
 * ```
 */
export function handlers(options: MockApiOptions = {}): HttpHandler[] {
  return [...createMockApi(options).handlers];
}
