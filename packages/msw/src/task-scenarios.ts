import type { OCRError } from '@detect-regions/client';
import { encodeRegions, type Region } from '@detect-regions/regions';
import type { Scenario } from './scenario.ts';
import { schemaExample } from './spec-operations.ts';
import type { Submission, TaskPlan } from './task-plan.ts';

/** Which tasks a scenario concerns. */
export interface TaskScope {
  /** Holds for the tasks that it concerns, for example `({ nth }) => nth === 2`. Default: all. */
  readonly when?: (submission: Submission) => boolean;
}

const onTasks = (
  name: string,
  { when = () => true }: TaskScope,
  change: (plan: TaskPlan) => Partial<TaskPlan>,
): Scenario => ({
  name,
  start: () => ({
    plan: (plan, submission) => (when(submission) ? { ...plan, ...change(plan) } : plan),
  }),
});

/**
 * Says when a task is done. Until then its first poll is Pending and the others are Processing.
 *
 * @param options - `polls`: how many polls find it unfinished (0: done at the first one);
 *   `ms`: for how many milliseconds by `Date.now()` it is unfinished. With both, the later counts.
 * @throws TypeError when neither is given
 */
export function completesAfter(
  options: TaskScope &
    ({ readonly polls: number; readonly ms?: number } | { readonly ms: number; readonly polls?: never }),
): Scenario {
  const { polls = 0, ms = 0 } = options;
  if (options.polls === undefined && options.ms === undefined) {
    throw new TypeError('completesAfter needs polls or ms, for example completesAfter({ polls: 1 }).');
  }
  return onTasks('completesAfter', options, () => ({ polls, ms }));
}

/**
 * What a completed task has found.
 *
 * @param regions - pixels of the image as it was sent
 * @param options - `warnings`: what the service warns of besides
 */
export function finds(
  regions: readonly Region[],
  options: TaskScope & { readonly warnings?: readonly string[] } = {},
): Scenario {
  const { warnings = [] } = options;
  return onTasks('finds', options, () => ({
    outcome: {
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: [{ type: 'Other', data: encodeRegions(regions) }],
      ...(warnings.length === 0 ? {} : { error: { warnings: [...warnings] } }),
    },
  }));
}

/**
 * A task ends with status Error.
 *
 * @param options - `messages`: what went wrong, in words (default: the spec's example)
 */
export function fails(options: TaskScope & { readonly messages?: readonly string[] } = {}): Scenario {
  return onTasks('fails', options, () => {
    const { messages = (schemaExample('OCRError') as OCRError).messages ?? [] } = options;
    return {
      outcome: { taskStatus: 'Error', responseStatusCode: 'Error', error: { messages: [...messages] } },
    };
  });
}

/** A task is gone when it should be done, as after 24 hours: status NotExist. */
export function gone(scope: TaskScope = {}): Scenario {
  return onTasks('gone', scope, () => ({
    outcome: { taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' },
  }));
}

/**
 * A task is in a status that the spec does not know before it is done, as a later version of
 * the API may have.
 *
 * @param options - `status` (default `Suspended`); `polls`: how many polls find it so (default: as
 *   many as the task takes; `Infinity`: it is never done)
 */
export function unknownStatus(
  options: TaskScope & { readonly status?: string; readonly polls?: number } = {},
): Scenario {
  const { status = 'Suspended', polls } = options;
  return onTasks('unknownStatus', options, (plan) => ({
    unfinished: [status],
    polls: polls ?? Math.max(plan.polls, 1),
  }));
}
