import type { Settings } from '@detect-regions/spec';
import type { Redis } from 'ioredis';
import type { NewTask, TaskCounts, TaskOutcome, TaskResult } from '../queue/task-queue.ts';
import { available } from './connection.ts';
import { runScript } from './script.ts';
import {
  cancelScript,
  claimScript,
  clampScript,
  endScript,
  purgeScript,
  releaseScript,
  submitScript,
} from './task-scripts.ts';

/** A task as it is handed in, and for how long what comes of it is kept. */
export interface NewRecord extends NewTask {
  /** For how long the outcome is kept after the task ended, in milliseconds. */
  readonly keepFor: number;
  /** How many ended tasks are kept. */
  readonly maxFinished: number;
}

/** What a worker gets to know about a task. */
export interface ClaimedRecord {
  readonly settings: Settings;
  readonly attempt: number;
  readonly fence: number;
}

/** How a task ended. */
export type Ending =
  | ({ readonly status: 'Completed' } & TaskResult)
  | { readonly status: 'Error'; readonly messages: readonly string[] };

/** Whether a claim ended its task: it did, it had done so before, or it no longer held. */
export type EndReply = 'ended' | 'ended before' | 'lost';

/**
 * In milliseconds: how much longer than asked for Redis keeps an outcome, so that nothing stays for ever if nobody
 * cleans up. When it is forgotten for clients is told by its own time, which is exact.
 */
const BACKSTOP = 3_600_000;
/** How much is looked at in one step, so that Redis is never busy for long. */
const BATCH = 1000;

/** What Redis knows of the tasks: the truth about them, whatever becomes of their jobs. */
export class TaskRecords {
  readonly #client: Redis;
  readonly #taskPrefix: string;
  readonly #pending: string;
  readonly #processing: string;
  readonly #finished: string;
  readonly #expiring: string;
  readonly #clock: string;
  readonly #checked: string;
  /** Where the ids of tasks are told that were cancelled while at work. */
  readonly cancelled: string;

  constructor(client: Redis, prefix: string) {
    this.#client = client;
    this.#taskPrefix = `${prefix}:task:`;
    this.#pending = `${prefix}:pending`;
    this.#processing = `${prefix}:processing`;
    this.#finished = `${prefix}:finished`;
    this.#expiring = `${prefix}:expiring`;
    this.#clock = `${prefix}:clock`;
    this.#checked = `${prefix}:checked`;
    this.cancelled = `${prefix}:cancelled`;
  }

  /** Takes a task in, unless as many wait as may. */
  async submit(task: NewRecord, maxPending: number): Promise<boolean> {
    const { id, owner, settings, keepFor, maxFinished } = task;
    const keys = [this.#key(id), this.#pending, this.#clock];
    const args = [id, owner, JSON.stringify(settings), keepFor, maxFinished, maxPending];
    return (await runScript(this.#client, submitScript, keys, args)) === 1;
  }

  /** Claims a task; the same token gets the same claim again. Nothing when there is no such task or it has ended. */
  async claim(id: string, token: string): Promise<ClaimedRecord | undefined> {
    const keys = [this.#key(id), this.#pending, this.#processing, this.#clock];
    const reply = await runScript(this.#client, claimScript, keys, [id, token]);
    if (!Array.isArray(reply)) return undefined;
    const [settings, attempt, fence] = reply.map(String);
    return { settings: parse(settings) as Settings, attempt: Number(attempt), fence: Number(fence) };
  }

  /** Ends a task, if the fence still holds. */
  async end(id: string, fence: number, ending: Ending, now: number): Promise<EndReply> {
    const keys = [this.#key(id), this.#processing, this.#finished, this.#expiring, this.#clock];
    const outcome =
      ending.status === 'Completed'
        ? ['data', ending.data, 'warnings', JSON.stringify(ending.warnings)]
        : ['messages', JSON.stringify(ending.messages)];
    const args = [id, fence, now, ending.status, BACKSTOP, this.#taskPrefix, ...outcome];
    const reply = await runScript(this.#client, endScript, keys, args);
    return reply === 1 ? 'ended' : reply === 2 ? 'ended before' : 'lost';
  }

  /** Hands a task back as if it had not been claimed, if the fence still holds. */
  async release(id: string, fence: number): Promise<boolean> {
    const keys = [this.#key(id), this.#pending, this.#processing];
    return (await runScript(this.#client, releaseScript, keys, [id, fence])) === 1;
  }

  /** Forgets a task of this owner, and tells who works on it. */
  async cancel(owner: string, id: string, now: number): Promise<boolean> {
    const keys = [this.#key(id), this.#pending, this.#processing, this.#finished, this.#expiring];
    return (await runScript(this.#client, cancelScript, keys, [id, owner, now, this.cancelled])) === 1;
  }

  /** A task of this owner; without its result unless asked for. */
  async read(
    owner: string,
    id: string,
    now: number,
    { withResult }: { readonly withResult: boolean },
  ): Promise<TaskOutcome | undefined> {
    const fields = ['owner', 'state', 'expiresAt', 'messages', 'warnings', ...(withResult ? ['data'] : [])];
    const [taskOwner, state, expiresAt, messages, warnings, data] = await available(
      this.#client.hmget(this.#key(id), ...fields),
    );
    if (taskOwner !== owner) return undefined;
    if (typeof expiresAt === 'string' && Number(expiresAt) <= now) return undefined;
    if (state === 'Completed')
      return { status: state, data: data ?? '', warnings: parse(warnings) as string[] };
    if (state === 'Error') return { status: state, messages: parse(messages) as string[] };
    return { status: state === 'Processing' ? 'Processing' : 'Pending' };
  }

  /** Whether a task waits or is worked on. */
  async isOpen(id: string): Promise<boolean> {
    const state = await available(this.#client.hget(this.#key(id), 'state'));
    return state === 'Pending' || state === 'Processing';
  }

  /** The ids of all tasks that wait or are worked on, those that have waited longest first, in batches. */
  async *open(): AsyncGenerator<readonly string[], void, void> {
    for (const key of [this.#processing, this.#pending]) {
      for (let start = 0; ; start += BATCH) {
        const ids = await available(this.#client.zrange(key, String(start), String(start + BATCH - 1)));
        if (ids.length > 0) yield ids;
        if (ids.length < BATCH) break;
      }
    }
  }

  /** Which of these claims no longer hold: their task was cancelled, ended, or claimed anew. */
  async lost<T extends { readonly id: string; readonly fence: number }>(
    claims: readonly T[],
  ): Promise<readonly T[]> {
    if (claims.length === 0) return [];
    const scores = await available(this.#client.zmscore(this.#processing, ...claims.map(({ id }) => id)));
    return claims.filter(({ fence }, index) => Number(scores[index] ?? Number.NaN) !== fence);
  }

  /**
   * Forgets what has been kept long enough. Returns how much.
   *
   * @param keepFor - for how long outcomes are kept, in milliseconds: what expires later than that from now ended in the
   *   future, by a clock that was set back
   */
  async purge(now: number, keepFor: number): Promise<number> {
    const keys = [this.#finished, this.#expiring];
    let purged = 0;
    for (;;) {
      const batch = Number(await runScript(this.#client, purgeScript, keys, [now, BATCH, this.#taskPrefix]));
      purged += batch;
      if (batch < BATCH) break;
    }
    await runScript(this.#client, clampScript, [this.#expiring], [now, keepFor, BATCH, this.#taskPrefix]);
    return purged;
  }

  async pending(): Promise<number> {
    return available(this.#client.zcard(this.#pending));
  }

  async counts(): Promise<TaskCounts> {
    const [pending, processing, finished] = await Promise.all(
      [this.#pending, this.#processing, this.#finished].map((key) => available(this.#client.zcard(key))),
    );
    return { pending: pending ?? 0, processing: processing ?? 0, finished: finished ?? 0 };
  }

  /** Writes something. */
  async check(): Promise<void> {
    await available(this.#client.set(this.#checked, Date.now()));
  }

  #key(id: string): string {
    return this.#taskPrefix + id;
  }
}

function parse(json: string | null | undefined): unknown {
  return JSON.parse(json ?? '[]');
}
