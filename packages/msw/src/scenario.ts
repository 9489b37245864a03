import type { OperationId } from '@detect-regions/spec';
import type { AnswerChanges } from './spec-answer.ts';
import type { Submission, TaskPlan } from './task-plan.ts';

/** A call as scenarios and resolvers see it. */
export interface PendingCall {
  readonly operationId: OperationId;
  /** Unread: read it, or a clone of it. */
  readonly request: Request;
  /** 1 for the first call of this operation since the start or the last reset. */
  readonly nth: number;
  /** The parameters outside the body, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body, parsed; `undefined` where there is none or it could not be read. */
  readonly body: unknown;
  /** Whether the operation needs a token. */
  readonly authenticated: boolean;
  /**
   * The answer that the spec documents for that status, by its example.
   *
   * @throws TypeError when the spec has no such answer for the operation
   */
  answer(status: number, changes?: AnswerChanges): Response;
}

/** What a scenario does between a start and the next reset; what it counts lives here. */
export interface ScenarioRun {
  /** Answers a call, or passes it on with `next()`, the answer without this scenario. */
  respond?(call: PendingCall, next: () => Promise<Response>): Response | Promise<Response>;
  /** Plans what becomes of a new task, given what was planned without this scenario. */
  plan?(plan: TaskPlan, submission: Submission): TaskPlan;
}

/** A way in which the API may behave. Made by functions such as `fails()`, or by your own. */
export interface Scenario {
  /** For messages, for example `rateLimited`. */
  readonly name: string;
  /** Begins anew: called when the mock is made, when the scenario is put to use, and after each reset. */
  start(): ScenarioRun;
}
