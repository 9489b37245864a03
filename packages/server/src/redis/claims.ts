import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Claim } from '../queue/task-queue.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { connectForWaiting } from './connection.ts';
import type { Jobs, LockedJob } from './jobs.ts';
import type { ClaimedRecord, TaskRecords } from './task-records.ts';

/** What {@link Claims} work with. */
export interface ClaimsOptions {
  readonly client: Redis;
  readonly jobs: Jobs;
  readonly records: TaskRecords;
  /** For how long the lock of a job lasts without renewal, in milliseconds. */
  readonly lockDuration: number;
}

/** A claim of this process. */
export interface HeldClaim {
  readonly claim: Claim;
  readonly job: LockedJob;
  readonly work: AbortController;
  /** How often it was tried to end the task; more than once when it is not known what came of the first. */
  endings: number;
}

/** Somebody who waits for a task. */
interface Claimant extends PromiseWithResolvers<Claim | undefined> {
  readonly signal: AbortSignal;
}

/** Renewed so often that one renewal may fail before a lock runs out. */
const RENEWALS_PER_LOCK = 3;
/** In milliseconds: while Redis is away, a wait for a job can't be broken off, but has nothing to put back either. */
const CLOSING_PATIENCE = 1000;
/** In milliseconds: between tries while Redis is away. */
const RETRY_DELAY = 500;

/**
 * The tasks that this process has claimed or waits for: gets them one after the other, keeps their locks alive, and
 * aborts the work when they are cancelled elsewhere or were given to somebody else.
 */
export class Claims {
  readonly #options: ClaimsOptions;
  readonly #waiting = new Set<Claimant>();
  readonly #held = new Map<string, HeldClaim>();
  readonly #closing = new AbortController();
  readonly #subscriber: Redis;
  readonly #subscribed = Promise.withResolvers<void>();
  readonly #timer: NodeJS.Timeout;
  /** What goes on for which nobody waits but {@link Claims.close}. */
  readonly #background = new Set<Promise<void>>();
  /** Whether there was no job when last asked: then one wait for the next is enough. */
  #drained = true;
  #fetching: Promise<void> | undefined;
  #renewing: Promise<void> | undefined;

  constructor(options: ClaimsOptions) {
    this.#options = options;
    this.#subscriber = connectForWaiting(options.client);
    this.#subscriber.on('message', (_channel: string, id: string) => this.cancelled(id));
    this.#subscriber.on('ready', () => {
      this.#subscriber.subscribe(options.records.cancelled).then(
        () => {
          this.#subscribed.resolve();
          // What was told while the connection was away is found out by asking.
          this.#renew();
        },
        () => undefined,
      );
    });
    this.#timer = setInterval(() => this.#renew(), options.lockDuration / RENEWALS_PER_LOCK).unref();
  }

  /**
   * Waits for a task, also while Redis is away.
   *
   * @returns nothing when the signal was aborted or all was closed
   */
  async claim(signal: AbortSignal): Promise<Claim | undefined> {
    if (signal.aborted || this.#closing.signal.aborted) return undefined;
    const claimant: Claimant = { ...Promise.withResolvers<Claim | undefined>(), signal };
    const leave = (): void => {
      this.#waiting.delete(claimant);
      claimant.resolve(undefined);
    };
    signal.addEventListener('abort', leave, { once: true });
    this.#wait(claimant);
    try {
      return await claimant.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** What this process holds by this claim, if it still does. */
  find({ id, fence }: Claim): HeldClaim | undefined {
    const held = this.#held.get(id);
    return held?.claim.fence === fence ? held : undefined;
  }

  /** Ends a claim whose task has ended: its job is dropped, for which nobody waits. */
  end(held: HeldClaim): void {
    this.#held.delete(held.claim.id);
    this.#drop(held.job);
  }

  /** Ends a claim whose task waits again: its job is put back. */
  async putBack(held: HeldClaim): Promise<void> {
    this.#held.delete(held.claim.id);
    held.work.abort();
    await this.#options.jobs.putBack(held.job);
  }

  /** Stops the renewal of a claim that can't be ended, so that the task gets to another worker. */
  abandon(held: HeldClaim): void {
    this.#held.delete(held.claim.id);
    held.work.abort();
  }

  /** Aborts the work on a task that was cancelled. */
  cancelled(id: string): void {
    const held = this.#held.get(id);
    if (held) this.#stop(held);
  }

  /** Ends all waits, aborts all work, and lets the locks run out. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    for (const claimant of this.#waiting) claimant.resolve(undefined);
    this.#waiting.clear();
    for (const held of this.#held.values()) this.abandon(held);
    this.#subscribed.resolve();
    await this.#options.jobs.stopWaiting();
    const underWay = Promise.all([this.#fetching, this.#renewing, ...this.#background]);
    const enough = new AbortController();
    const patience = delay(CLOSING_PATIENCE, undefined, enough).catch(() => undefined);
    await Promise.race([underWay, patience]);
    enough.abort();
    this.#subscriber.disconnect();
  }

  #wait(claimant: Claimant): void {
    this.#waiting.add(claimant);
    this.#fetching ??= this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      await this.#subscribed.promise;
      while (this.#waiting.size > 0 && !this.#closing.signal.aborted) {
        try {
          await this.#fetchSome();
        } catch (error) {
          if (!(error instanceof UnavailableError)) this.#refuse(error);
          await this.#pause();
        }
      }
    } finally {
      this.#fetching = undefined;
    }
  }

  async #fetchSome(): Promise<void> {
    const wanted = this.#drained ? 1 : this.#waiting.size;
    const fetched = await Promise.allSettled(Array.from({ length: wanted }, () => this.#options.jobs.next()));
    const jobs = fetched.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
    this.#drained = jobs.length < wanted;
    for (const job of jobs) this.#inBackground(this.#handOver(job));
    const failure = fetched.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  }

  async #handOver(job: LockedJob): Promise<void> {
    const { jobs, records } = this.#options;
    const [claimant] = this.#waiting;
    if (!claimant) return jobs.putBack(job);
    this.#waiting.delete(claimant);
    try {
      const record = await this.#claimRecord(job);
      if (!record) {
        await jobs.drop(job);
        if (claimant.signal.aborted || this.#closing.signal.aborted) claimant.resolve(undefined);
        else this.#wait(claimant);
      } else if (claimant.signal.aborted || this.#closing.signal.aborted) {
        claimant.resolve(undefined);
        await records.release(job.id, record.fence);
        await jobs.putBack(job);
      } else {
        claimant.resolve(this.#hold(job, record));
      }
    } catch (error) {
      if (this.#closing.signal.aborted) claimant.resolve(undefined);
      else claimant.reject(error);
    }
  }

  /** Tries as long as the job is ours: else the task would wait until its lock ran out. */
  async #claimRecord(job: LockedJob): Promise<ClaimedRecord | undefined> {
    const { jobs, records } = this.#options;
    for (;;) {
      try {
        return await records.claim(job.id, job.token);
      } catch (error) {
        if (!(error instanceof UnavailableError) || this.#closing.signal.aborted) throw error;
        await this.#pause();
        const gone = await jobs.renew([job]).catch(() => []);
        if (gone.length > 0) return undefined;
      }
    }
  }

  #hold(job: LockedJob, { settings, attempt, fence }: ClaimedRecord): Claim {
    const earlier = this.#held.get(job.id);
    if (earlier) this.abandon(earlier);
    const work = new AbortController();
    const claim: Claim = { id: job.id, settings, fence, attempt, signal: work.signal };
    this.#held.set(job.id, { claim, job, work, endings: 0 });
    return claim;
  }

  #refuse(error: unknown): void {
    for (const claimant of this.#waiting) claimant.reject(error);
    this.#waiting.clear();
  }

  #renew(): void {
    this.#renewing ??= this.#renewAll()
      .catch(() => undefined)
      .finally(() => {
        this.#renewing = undefined;
      });
  }

  async #renewAll(): Promise<void> {
    const { jobs, records } = this.#options;
    const all = [...this.#held.values()];
    // A lock that is gone is no reason to stop: as long as nobody else has claimed the task, it can be ended.
    await jobs.renew(all.map(({ job }) => job));
    for (const claim of await records.lost(all.map(({ claim: held }) => held))) {
      const held = this.find(claim);
      if (held && held.endings === 0) this.#stop(held);
    }
  }

  #stop(held: HeldClaim): void {
    this.abandon(held);
    this.#drop(held.job);
  }

  #drop(job: LockedJob): void {
    this.#inBackground(this.#options.jobs.drop(job));
  }

  #inBackground(step: Promise<void>): void {
    const done = step.finally(() => this.#background.delete(done));
    this.#background.add(done);
  }

  async #pause(): Promise<void> {
    await delay(RETRY_DELAY, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}
