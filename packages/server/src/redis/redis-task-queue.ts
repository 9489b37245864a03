import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import {
  type Claim,
  type NewTask,
  QueueClosedError,
  QueueFullError,
  type TaskCounts,
  type TaskOutcome,
  type TaskQueue,
  type TaskResult,
  type TaskSnapshot,
} from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { Claims } from './claims.ts';
import { connectRedis } from './connection.ts';
import { Jobs } from './jobs.ts';
import { checkRedis } from './redis-check.ts';
import { parseRedisUrl, type RedisAddress } from './redis-url.ts';
import { type Ending, TaskRecords } from './task-records.ts';

/** How a queue on Redis is set up. */
export interface RedisTaskQueueOptions {
  /** `redis://[[user]:password@]host[:port][/database][?prefix=…&lockSeconds=…]`, or `rediss://` for TLS. */
  readonly url: string;
  /** How many tasks may wait for a worker. */
  readonly maxPending: number;
  /** How many ended tasks are kept; beyond, the one that ended first is forgotten. */
  readonly maxFinished: number;
  /** For how long the result of a task is kept after it ended, in milliseconds. */
  readonly keepFor: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** For how long a command may take, in milliseconds. Default 5000. */
  readonly commandTimeout?: number | undefined;
}

/**
 * Opens a queue on Redis, for any number of processes on any number of machines.
 *
 * @throws ServerError `invalid-options` for a URL that makes no sense or a Redis that is too old, `queue-unreachable`
 *   when there is no connection within 10 seconds
 */
export async function openRedisTaskQueue(options: RedisTaskQueueOptions): Promise<TaskQueue> {
  const address = parseRedisUrl(options.url);
  const client = await connectRedis(address, options);
  try {
    await checkRedis(client, options.log);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  return new RedisTaskQueue(client, address, options);
}

/**
 * Tasks on Redis. What is true of a task is in its record, which changes in one step; who works on it next is BullMQ's
 * to say. A process that dies between the two leaves something that heals: a job whose task has ended is dropped, and a
 * task without a job gets one from {@link RedisTaskQueue.purge}.
 */
class RedisTaskQueue implements TaskQueue {
  readonly #client: Redis;
  readonly #options: RedisTaskQueueOptions;
  readonly #lockDuration: number;
  readonly #records: TaskRecords;
  readonly #jobs: Jobs;
  /** Only where something is claimed: a process that does not work needs no connections to wait on. */
  #claims: Claims | undefined;
  #closed: Promise<void> | undefined;

  constructor(client: Redis, { prefix, lockDuration }: RedisAddress, options: RedisTaskQueueOptions) {
    this.#client = client;
    this.#options = options;
    this.#lockDuration = lockDuration;
    this.#records = new TaskRecords(client, prefix);
    this.#jobs = new Jobs({ client, prefix, lockDuration });
  }

  async submit(task: NewTask): Promise<void> {
    this.#checkOpen();
    const { keepFor, maxFinished, maxPending } = this.#options;
    const taken = await this.#records.submit({ ...task, keepFor, maxFinished }, maxPending);
    if (!taken) throw new QueueFullError(maxPending);
    await this.#jobs.send([task.id]);
  }

  async hasRoom(): Promise<boolean> {
    this.#checkOpen();
    return (await this.#records.pending()) < this.#options.maxPending;
  }

  async claim(signal: AbortSignal): Promise<Claim | undefined> {
    this.#checkOpen();
    this.#claims ??= new Claims({
      client: this.#client,
      jobs: this.#jobs,
      records: this.#records,
      lockDuration: this.#lockDuration,
    });
    return this.#claims.claim(signal);
  }

  async complete(claim: Claim, result: TaskResult): Promise<boolean> {
    return this.#end(claim, { status: 'Completed', data: result.data, warnings: result.warnings });
  }

  async fail(claim: Claim, messages: readonly string[]): Promise<boolean> {
    return this.#end(claim, { status: 'Error', messages });
  }

  async release(claim: Claim): Promise<boolean> {
    this.#checkOpen();
    const held = this.#claims?.find(claim);
    const released = await this.#records.release(claim.id, claim.fence);
    if (held) await this.#claims?.putBack(held);
    return released;
  }

  async status(owner: string, id: string): Promise<TaskSnapshot | undefined> {
    const outcome = await this.#read(owner, id, { withResult: false });
    if (outcome?.status !== 'Completed') return outcome;
    return { status: outcome.status, warnings: outcome.warnings };
  }

  async result(owner: string, id: string): Promise<TaskOutcome | undefined> {
    return this.#read(owner, id, { withResult: true });
  }

  async cancel(owner: string, id: string): Promise<boolean> {
    this.#checkOpen();
    if (!(await this.#records.cancel(owner, id, this.#options.now()))) return false;
    this.#claims?.cancelled(id);
    // A job whose task is gone is dropped when its turn comes.
    await this.#jobs.withdraw(id).catch(() => undefined);
    return true;
  }

  async isOpen(id: string): Promise<boolean> {
    this.#checkOpen();
    return this.#records.isOpen(id);
  }

  async purge(): Promise<number> {
    this.#checkOpen();
    // First, as it makes room in a Redis that is full.
    const purged = await this.#records.purge(this.#options.now(), this.#options.keepFor);
    for await (const ids of this.#records.open()) {
      const missing = await this.#jobs.missing(ids);
      if (missing.length === 0) continue;
      await this.#jobs.send(missing);
      this.#options.log('warn', 'queue.mended', { tasks: missing.length });
    }
    return purged;
  }

  async counts(): Promise<TaskCounts> {
    this.#checkOpen();
    return this.#records.counts();
  }

  async check(): Promise<void> {
    this.#checkOpen();
    await this.#records.check();
  }

  async close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#claims?.close();
    await this.#jobs.close();
    this.#client.disconnect();
  }

  async #end(claim: Claim, ending: Ending): Promise<boolean> {
    this.#checkOpen();
    const held = this.#claims?.find(claim);
    const inDoubt = held !== undefined && held.endings > 0;
    if (held) held.endings += 1;
    try {
      const reply = await this.#records.end(claim.id, claim.fence, ending, this.#options.now());
      if (held) this.#claims?.end(held);
      return reply === 'ended' || (reply === 'ended before' && inDoubt);
    } catch (error) {
      if (held && !(error instanceof UnavailableError)) this.#claims?.abandon(held);
      throw error;
    }
  }

  async #read(
    owner: string,
    id: string,
    what: { readonly withResult: boolean },
  ): Promise<TaskOutcome | undefined> {
    this.#checkOpen();
    return this.#records.read(owner, id, this.#options.now(), what);
  }

  #checkOpen(): void {
    if (this.#closed) throw new QueueClosedError();
  }
}
