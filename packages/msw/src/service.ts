import type { OCRResponse } from '@detect-regions/client';
import type { OperationId, Settings } from '@detect-regions/spec';
import { taskMediaType } from './accept.ts';
import type { CheckedRequest } from './check-request.ts';
import type { PendingCall } from './scenario.ts';
import { bodyAnswer, specAnswer } from './spec-answer.ts';
import { type SpecOperation, specOperation, specResponse, successStatus } from './spec-operations.ts';
import type { Submission, TaskPlan } from './task-plan.ts';
import { Tasks } from './tasks.ts';
import { type ClientCredentials, Tokens } from './tokens.ts';

/** What becomes of a task when nothing else was asked for: one poll Pending, one Processing, then done. */
export function defaultPlan(): TaskPlan {
  const { id: _, ...outcome } = specResponse(specOperation('getDetectRegions'), 200)
    .example as unknown as OCRResponse;
  return { polls: 2, ms: 0, unfinished: ['Pending', 'Processing'], outcome };
}

/** A call that was checked, and what is known of it. */
export interface CheckedCall {
  readonly operation: SpecOperation;
  readonly pending: PendingCall;
  readonly checked: CheckedRequest;
}

/** A call that may be made, and by whom; `undefined` where nobody is told apart. */
interface AllowedCall extends CheckedCall {
  readonly clientId: string | undefined;
}

type Behaviour = (call: AllowedCall) => Response;

/** The code for a request that asks for a token wrongly (RFC 6749, section 5.2). */
function tokenError({ body, problems }: CheckedRequest): string {
  const grant = (body as { readonly grant_type?: unknown } | undefined)?.grant_type;
  const unsupported =
    problems.some(({ field }) => field === 'grant_type') && grant !== undefined && grant !== '';
  return unsupported ? 'unsupported_grant_type' : 'invalid_request';
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The service as the spec describes it, with its state: tokens and tasks. */
export class Service {
  readonly #tokens: Tokens;
  readonly #tasks = new Tasks();
  readonly #plan: (submission: Submission) => TaskPlan;
  #submissions = 0;

  /** @param plan - says what becomes of a new task */
  constructor(clients: readonly ClientCredentials[] | undefined, plan: (submission: Submission) => TaskPlan) {
    this.#tokens = new Tokens(clients);
    this.#plan = plan;
  }

  /** Answers a call: 401, then 400, 413 or 415, then what the operation is for. */
  answer(call: CheckedCall): Response {
    const { operation, pending, checked } = call;
    let clientId: string | undefined;
    if (operation.authenticated) {
      const authorization = this.#tokens.check(pending.request.headers.get('authorization'));
      if (!authorization.good) {
        const { detail, challenge } = authorization;
        return pending.answer(401, { detail, headers: { 'www-authenticate': challenge } });
      }
      clientId = authorization.clientId;
    }
    if (checked.status !== undefined) {
      const detail = checked.problems.map(({ message }) => message).join(' ');
      return pending.answer(checked.status, { detail, error: tokenError(checked) });
    }
    const behaviour = this.#behaviours[operation.operationId];
    return behaviour?.({ ...call, clientId }) ?? specAnswer(operation, successStatus(operation));
  }

  /** What the spec cannot say: an operation that is missing here answers with its example. */
  readonly #behaviours: { readonly [O in OperationId]?: Behaviour } = {
    postToken: ({ operation, checked }) => {
      const client = checked.credentials?.find((reading) => this.#tokens.knows(reading));
      if (client === undefined) return specAnswer(operation, 401);
      const headers = { 'cache-control': 'no-store' };
      return bodyAnswer(this.#tokens.issue(client.clientId), 'application/json', { status: 200, headers });
    },
    postDetectRegions: ({ checked, clientId }) => {
      const { image, settings = {} } = checked.body as { image: string; settings?: Partial<Settings> };
      const taskId = crypto.randomUUID();
      this.#submissions += 1;
      const nth = this.#submissions;
      const plan = this.#plan({ taskId, nth, settings, image: () => decodeBase64(image) });
      this.#tasks.add(taskId, clientId, plan);
      return bodyAnswer(taskId, 'text/plain', { status: 200 });
    },
    getDetectRegions: (call) => this.#poll(call, (task) => task),
    getTaskStatus: (call) => this.#poll(call, ({ results: _, ...task }) => task),
    cancelDetectRegions: ({ operation, checked, clientId }) => {
      this.#tasks.cancel(checked.parameters.id ?? '', clientId);
      return specAnswer(operation, 200);
    },
  };

  #poll({ pending, checked, clientId }: AllowedCall, view: (task: OCRResponse) => OCRResponse): Response {
    const task = view(this.#tasks.poll(checked.parameters.id ?? '', clientId));
    return bodyAnswer(task, taskMediaType(pending.request.headers.get('accept')), { status: 200 });
  }
}
