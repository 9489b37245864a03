import { type OCRResponse, ResponseError } from '@detect-regions/client';
import { DetectRegionsError, type ErrorCode, type Outcome, type Snapshot } from '@detect-regions/sdk';
import type { OperationId, ResponseStatusCode, TaskStatus } from '@detect-regions/spec';
import { expect } from 'vitest';

/** What an app sees of a failure: written by hand, so that a new status is somebody's decision. */
interface Failure {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** For a submission: whether it may have been accepted. */
  readonly maybeSent: boolean;
}

const refused = { retryable: false, maybeSent: false };
const later = { retryable: true, maybeSent: false };

const failures: Readonly<Record<number, Failure>> = {
  400: { code: 'invalid-input', ...refused },
  401: { code: 'auth', ...refused },
  402: { code: 'quota', ...refused },
  403: { code: 'quota', ...refused },
  413: { code: 'too-large', ...refused },
  415: { code: 'protocol', ...refused },
  429: { code: 'rate-limit', ...later },
  500: { code: 'server', retryable: false, maybeSent: true },
  503: { code: 'server', ...later },
};

/**
 * What the SDK makes of a documented failure.
 *
 * @throws Error when nobody has decided that yet
 */
function failureOf(operation: OperationId, status: number): Partial<Failure> {
  const failure = failures[status];
  if (failure === undefined) {
    throw new Error(
      `The spec has ${operation} answer ${status}: say in expected.ts what the SDK makes of it.`,
    );
  }
  if (operation === 'postDetectRegions') return failure;
  const { maybeSent, ...other } = failure;
  if (operation === 'postToken' && status === 400) return { ...other, code: 'auth' };
  // What has no effect can be asked again, whatever became of it.
  return { ...other, retryable: other.retryable || maybeSent };
}

/** The status that an app sees, by the one on the wire. */
const snapshotStatus: Readonly<Record<TaskStatus, Snapshot['status']>> = {
  Pending: 'pending',
  Processing: 'processing',
  Completed: 'completed',
  Error: 'failed',
  NotExist: 'gone',
};

/** What a completed task comes to, by the kind of its answer. */
const completedStatus: Readonly<Record<ResponseStatusCode, Outcome['status']>> = {
  Ok: 'completed',
  PartiallyNotFound: 'completed',
  NoAnyResultData: 'completed',
  ResultDataLost: 'gone',
  TaskNotFound: 'completed',
  NotReady: 'completed',
  Error: 'completed',
};

/** The operations that answer with a task. */
export const questions = ['getDetectRegions', 'getTaskStatus'] as const;

/** What a call fails with; it must fail. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => expect.fail(`gave ${JSON.stringify(value)}, and should have failed`),
    (error: unknown) => error,
  );
}

/** Awaits a call that must fail, and compares what the app sees with what was decided. */
export async function expectFailure(
  way: 'client' | 'sdk',
  operation: OperationId,
  status: number,
  call: Promise<unknown>,
  body?: object,
): Promise<void> {
  const error = await errorOf(call);
  if (way === 'sdk') {
    expect(error).toBeInstanceOf(DetectRegionsError);
    expect(error).toMatchObject({ operation, status, ...failureOf(operation, status) });
    return;
  }
  expect(error).toBeInstanceOf(ResponseError);
  const { response } = error as ResponseError;
  expect(response.status).toBe(status);
  if (body !== undefined) expect(await response.json()).toEqual(body);
}

/** Awaits a question, and compares what the app sees of the task with what was answered. */
export async function expectTask(
  way: 'client' | 'sdk',
  operation: (typeof questions)[number],
  task: OCRResponse,
  call: Promise<unknown>,
): Promise<void> {
  const seen = await call;
  if (way === 'client') return expect(seen).toEqual(task);
  const ended = completedStatus[task.responseStatusCode];
  const status = task.taskStatus === 'Completed' ? ended : snapshotStatus[task.taskStatus];
  const unfinished = status === 'pending' || status === 'processing';
  if (operation === 'getDetectRegions' && unfinished) return expect(seen).toBeNull();
  return expect(seen).toMatchObject({
    status,
    ...(status === 'failed' ? { messages: task.error?.messages ?? [] } : {}),
    warnings: task.error?.warnings ?? [],
  });
}
