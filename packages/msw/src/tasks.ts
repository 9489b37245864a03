import type { OCRResponse } from '@detect-regions/client';
import type { TaskPlan } from './task-plan.ts';

interface Task {
  readonly plan: TaskPlan;
  readonly acceptedAt: number;
  polls: number;
}

/** The tasks of one mock, by id. */
export class Tasks {
  readonly #tasks = new Map<string, Task>();

  add(id: string, plan: TaskPlan): void {
    this.#tasks.set(id, { plan, acceptedAt: Date.now(), polls: 0 });
  }

  /** Counts a poll and says how the task stands. An id that is unknown is no error: it does not exist. */
  poll(id: string): OCRResponse {
    const task = this.#tasks.get(id);
    if (task === undefined) return { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' };
    task.polls += 1;
    const { polls, ms, unfinished, outcome } = task.plan;
    if (task.polls > polls && Date.now() - task.acceptedAt >= ms) return { id, ...outcome };
    const status = unfinished[Math.min(task.polls, unfinished.length) - 1] ?? 'Pending';
    // A scenario may give a status that the spec does not know: that is its point.
    return { id, taskStatus: status as OCRResponse['taskStatus'], responseStatusCode: 'NotReady' };
  }

  cancel(id: string): void {
    this.#tasks.delete(id);
  }
}
