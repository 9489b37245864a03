import type { OCRResponse } from '@detect-regions/client';
import { limits } from '@detect-regions/spec';
import type { TaskPlan } from './task-plan.ts';

interface Task {
  readonly plan: TaskPlan;
  /** Who submitted it; `undefined` where nobody is told apart. */
  readonly owner: string | undefined;
  /** When it may have ended: as planned, or at the last poll that found it unfinished. */
  endedAt: number;
  polls: number;
}

/** The tasks of one mock, by id. */
export class Tasks {
  readonly #tasks = new Map<string, Task>();

  add(id: string, owner: string | undefined, plan: TaskPlan): void {
    this.#tasks.set(id, { plan, owner, endedAt: Date.now() + plan.ms, polls: 0 });
  }

  /**
   * Counts a poll and says how the task stands. An id is no error that is unknown, somebody else's,
   * or that of a task that ended a day ago: there is no such task.
   */
  poll(id: string, owner: string | undefined): OCRResponse {
    const task = this.#find(id, owner);
    if (task === undefined) return { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' };
    task.polls += 1;
    const { polls, unfinished, outcome } = task.plan;
    const now = Date.now();
    if (task.polls > polls && now >= task.endedAt) {
      if (now - task.endedAt < limits.resultSeconds * 1000) return { id, ...outcome };
      this.#tasks.delete(id);
      return this.poll(id, owner);
    }
    task.endedAt = Math.max(task.endedAt, now);
    const status = unfinished[Math.min(task.polls, unfinished.length) - 1] ?? 'Pending';
    // A scenario may give a status that the spec does not know: that is its point.
    return { id, taskStatus: status as OCRResponse['taskStatus'], responseStatusCode: 'NotReady' };
  }

  cancel(id: string, owner: string | undefined): void {
    if (this.#find(id, owner) !== undefined) this.#tasks.delete(id);
  }

  #find(id: string, owner: string | undefined): Task | undefined {
    const task = this.#tasks.get(id);
    return task?.owner === owner ? task : undefined;
  }
}
