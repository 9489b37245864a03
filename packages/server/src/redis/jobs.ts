import { randomUUID } from 'node:crypto';
import {
  type BackendFactory,
  type Job,
  Queue,
  QueueKeys,
  RedisConnection,
  RedisQueueBackend,
  Worker,
} from 'bullmq';
import type { Redis } from 'ioredis';
import { available, connectForWaiting } from './connection.ts';

/** How {@link Jobs} are set up. */
export interface JobsOptions {
  /** A connection that fails fast. */
  readonly client: Redis;
  /** What the names of all keys begin with. */
  readonly prefix: string;
  /** After how long without renewal a job is given to another worker, in milliseconds. */
  readonly lockDuration: number;
}

/** A job in the hands of this process, locked by its token. */
export interface LockedJob {
  /** The id of the task. */
  readonly id: string;
  readonly token: string;
  readonly job: Job;
}

const QUEUE = 'jobs';
const JOB = 'task';
/** In seconds: for how long one wait for a job blocks its connection; then it begins anew. */
const BLOCK = 5;
/** Nobody reads the events of the queue. */
const EVENTS_KEPT = 100;

/**
 * Who does which task next: BullMQ's part. A job is nothing but the id of a task; what is true of the task is in its
 * record. So a job may be lost or come twice: neither harms.
 */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #queue: Queue;
  #worker: Worker | undefined;

  constructor(options: JobsOptions) {
    const { client, prefix } = options;
    this.#options = options;
    this.#queue = new Queue(QUEUE, {
      connection: client,
      prefix,
      skipVersionCheck: true,
      streams: { events: { maxLen: EVENTS_KEPT } },
    });
    this.#queue.on('error', () => undefined);
  }

  /** Puts tasks at the end of the queue; those that are in it already stay where they are. */
  async send(ids: readonly string[]): Promise<void> {
    await available(this.#queue.addBulk(ids.map((id) => ({ name: JOB, data: {}, opts: { jobId: id } }))));
  }

  /** Takes a task out of the queue, unless it is locked. */
  async withdraw(id: string): Promise<void> {
    await available(this.#queue.remove(id));
  }

  /** Those of the tasks that are not in the queue. */
  async missing(ids: readonly string[]): Promise<readonly string[]> {
    const known = await available(
      Promise.all(ids.map((id) => this.#options.client.exists(this.#queue.toKey(id)))),
    );
    return ids.filter((_, index) => known[index] === 0);
  }

  /** Waits for a job and locks it; returns nothing now and then, to be called again. */
  async next(): Promise<LockedJob | undefined> {
    this.#worker ??= this.#startWorker();
    const token = randomUUID();
    const job = await available(this.#worker.getNextJob(token));
    return job?.id === undefined ? undefined : { id: job.id, token, job };
  }

  /** Renews the locks of jobs. Returns the ids of those whose lock is gone. */
  async renew(jobs: readonly LockedJob[]): Promise<readonly string[]> {
    if (jobs.length === 0 || !this.#worker) return [];
    return available(
      this.#worker.extendJobLocks(
        jobs.map(({ id }) => id),
        jobs.map(({ token }) => token),
        this.#options.lockDuration,
      ),
    );
  }

  /** Drops a job. When that fails it comes again after its lock ran out, and is dropped then. */
  async drop({ job, token }: LockedJob): Promise<void> {
    await job.moveToCompleted(null, token, false).catch(() => undefined);
  }

  /** Puts a job back at the head of the queue. When that fails it gets there after its lock ran out. */
  async putBack({ job, token }: LockedJob): Promise<void> {
    await job.moveToWait(token).catch(() => undefined);
  }

  /** Ends the wait for a job; the locks stay until they run out. */
  async stopWaiting(): Promise<void> {
    await this.#worker?.close(true);
  }

  async close(): Promise<void> {
    await this.stopWaiting();
    await this.#queue.close();
  }

  #startWorker(): Worker {
    const { client, lockDuration, prefix } = this.#options;
    // BullMQ would make the connection that waits from the other one, with its time limits.
    const backend: BackendFactory<RedisQueueBackend> = (name, opts) => {
      const keys = new QueueKeys(prefix);
      return new RedisQueueBackend(
        new RedisConnection(client, { shared: true, blocking: false, skipVersionCheck: true }),
        name,
        keys.getKeys(name),
        (type) => keys.toKey(name, type),
        opts,
        new RedisConnection(connectForWaiting(client), { blocking: true, skipVersionCheck: true }),
      );
    };
    const worker = new Worker(
      QUEUE,
      null,
      {
        connection: client,
        prefix,
        autorun: false,
        drainDelay: BLOCK,
        lockDuration,
        stalledInterval: lockDuration / 2,
        // How often a task may be tried is for its record to say.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        removeOnComplete: { count: 0 },
        skipVersionCheck: true,
      },
      backend,
    );
    worker.on('error', () => undefined);
    void worker.startStalledCheckTimer();
    return worker;
  }
}
