import type { OCRResponse } from '@detect-regions/client';
import type { OperationId, Settings } from '@detect-regions/spec';
import type { CheckedRequest } from './check-request.ts';
import type { PendingCall } from './scenario.ts';
import { bodyAnswer, specAnswer, taskMediaType } from './spec-answer.ts';
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

type Behaviour = (call: CheckedCall) => Response;

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

  /** Answers a call: 401, then 415 or 400, then what the operation is for. */
  answer(call: CheckedCall): Response {
    const { operation, pending, checked } = call;
    if (operation.authenticated) {
      const detail = this.#tokens.findProblem(pending.request.headers.get('authorization'));
      if (detail !== undefined) return pending.answer(401, { detail });
    }
    const [problem] = checked.problems;
    if (checked.status !== undefined && problem !== undefined) {
      const detail = checked.problems.map(({ message }) => message).join(' ');
      const unsupported = problem.field === 'grant_type' && !problem.message.endsWith('missing.');
      const error = unsupported ? 'unsupported_grant_type' : 'invalid_request';
      return pending.answer(checked.status, { detail, error });
    }
    const behaviour = this.#behaviours[operation.operationId];
    return behaviour?.(call) ?? specAnswer(operation, successStatus(operation));
  }

  /** What the spec cannot say: an operation that is missing here answers with its example. */
  readonly #behaviours: { readonly [O in OperationId]?: Behaviour } = {
    postToken: ({ operation, checked }) => {
      const { client_id: id, client_secret: secret } = checked.body as Record<string, string>;
      if (!this.#tokens.knows(id ?? '', secret ?? '')) return specAnswer(operation, 401);
      return bodyAnswer(this.#tokens.issue(), 'application/json', { status: 200 });
    },
    postDetectRegions: ({ checked }) => {
      const { image, settings = {} } = checked.body as { image: string; settings?: Partial<Settings> };
      const taskId = crypto.randomUUID();
      this.#submissions += 1;
      const nth = this.#submissions;
      this.#tasks.add(taskId, this.#plan({ taskId, nth, settings, image: () => decodeBase64(image) }));
      return bodyAnswer(taskId, 'text/plain', { status: 200 });
    },
    getDetectRegions: (call) => this.#poll(call, (task) => task),
    getTaskStatus: (call) => this.#poll(call, ({ results: _, ...task }) => task),
    cancelDetectRegions: ({ operation, checked }) => {
      this.#tasks.cancel(checked.parameters.id ?? '');
      return specAnswer(operation, 200);
    },
  };

  #poll({ pending, checked }: CheckedCall, view: (task: OCRResponse) => OCRResponse): Response {
    const task = view(this.#tasks.poll(checked.parameters.id ?? ''));
    return bodyAnswer(task, taskMediaType(pending.request.headers.get('accept')), { status: 200 });
  }
}
