import type { Budget } from './budget.ts';
import type { Config } from './options.ts';
import type { Look, Snapshot } from './outcome.ts';

/** How far a wait has come: given to `onProgress` after each poll. */
export interface Progress {
  /** The id of the task. */
  readonly taskId: string;
  /** How the task stands. */
  readonly status: Snapshot['status'];
  /** How often this wait has asked, this time included. */
  readonly polls: number;
  /** Milliseconds since the wait began. */
  readonly elapsed: number;
  /**
   * Milliseconds until the task is as likely done as not, by what the client has seen of others; 0 once it has
   * ended. An estimate: for a task from elsewhere it takes the wait for the task's whole age.
   */
  readonly remaining: number;
}

/** What a wait needs besides its budget. */
export interface Wait<T> {
  /** Milliseconds of lateness that a poll may cost. */
  readonly price: number;
  /** Milliseconds since the task was accepted; `undefined` when that was elsewhere, and it may be done by now. */
  readonly age: number | undefined;
  /** One billed call. */
  readonly look: () => Promise<Look<T>>;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Asks for a task until it has ended.
 *
 * Each time it asks for the result itself: as long as there is none, that costs the same as asking for the
 * status, and once there is one, it saves a call. When the deadline comes before the next poll, one last look is
 * taken just before it, since the result has been paid for.
 *
 * How long the task took goes back to the schedule, unless it is from elsewhere. Times are those of asking: a look
 * is worth its while when the task is done by the time it arrives, and arriving takes all of them equally long.
 *
 * @param budget - with the id of the task
 * @throws DeadlineError when the last look found no end, AbortError, and whatever a look throws
 */
export async function poll<T>(
  wait: Wait<T>,
  { schedule, emit }: Pick<Config, 'schedule' | 'emit'>,
  budget: Budget,
): Promise<T> {
  const { price, age = 0, look, onProgress } = wait;
  const { callId, taskId = '' } = budget;
  const begin = budget.elapsed;
  const learn = (after: number, by: number): void => {
    if (wait.age !== undefined) schedule.learn(after, by);
  };
  let unfinishedAt = 0;
  let pause = wait.age === undefined ? 0 : Math.max(0, schedule.next(0, price) - age);
  for (let polls = 1; ; polls++) {
    await budget.sleep('getDetectRegions', pause);
    const asked = budget.elapsed;
    const { snapshot, wireStatus, outcome } = await look();
    const elapsed = budget.elapsed - begin;
    const askedAt = age + asked - begin;
    if (outcome === null) unfinishedAt = askedAt;
    else if (snapshot.status !== 'gone') learn(unfinishedAt, askedAt);
    const remaining = outcome === null ? schedule.remaining(age + elapsed) : 0;
    emit({ type: 'poll', callId, taskId, status: wireStatus, polls, elapsed });
    onProgress?.({ taskId, status: snapshot.status, polls, elapsed, remaining });
    if (outcome !== null) return outcome;

    // A look takes time as well: the last one must be over before the deadline.
    const margin = Math.max(50, 2 * (budget.elapsed - asked));
    pause = Math.min(schedule.next(age + elapsed, price), budget.left - margin);
    if (pause <= 0) {
      learn(unfinishedAt, Infinity);
      return budget.end('getDetectRegions');
    }
  }
}
