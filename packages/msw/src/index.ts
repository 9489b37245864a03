export {
  type Answer,
  answers,
  type OperationResult,
  type Overrides,
  type PlainAnswer,
  type Resolver,
  type Times,
} from './answer.ts';
export type { Call } from './call.ts';
export { createMockApi, handlers, type MockApi, type MockApiOptions } from './mock-api.ts';
export type { RequestProblem } from './problem.ts';
export type { PendingCall, Scenario, ScenarioRun } from './scenario.ts';
export {
  type CallScope,
  dropsConnection,
  expiresToken,
  quotedGuid,
  rateLimited,
  slow,
  truncates,
  unauthorized,
  unavailable,
} from './scenarios.ts';
export type { AnswerChanges } from './spec-answer.ts';
export type { Submission, TaskPlan } from './task-plan.ts';
export { completesAfter, fails, finds, gone, type TaskScope, unknownStatus } from './task-scenarios.ts';
export type { ClientCredentials } from './tokens.ts';
