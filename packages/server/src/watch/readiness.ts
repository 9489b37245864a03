import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log.ts';

/** Whether a part of the service works. What is wrong with it is in the log. */
export type PartState = 'ok' | 'starting' | 'stopping' | 'failed';

/** Whether the service can take tasks. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly parts: Readonly<Record<'service' | 'queue' | 'images' | 'engine', PartState>>;
}

/** What readiness is made of. */
export interface ReadinessOptions {
  readonly queue: { check(): Promise<void> };
  readonly images: { check(): Promise<void> };
  /** Resolves when the engine is warm, rejects when it can't start. */
  readonly warmedUp: Promise<void>;
  /** Aborted once the service stops. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
  /** How long a check may take, in milliseconds. Default 2000. */
  readonly timeLimit?: number;
}

/** Longer than any store takes that works, shorter than those who ask use to wait. In milliseconds. */
const TIME_LIMIT = 2000;

/** For how long a check of the stores is good, in milliseconds: anybody may ask as often as they like, and S3 costs. */
const KEEP = 5000;

/** Tells whether the service can take tasks. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #engine: PartState = 'starting';
  #report: { readonly parts: Promise<readonly [PartState, PartState]>; readonly at: number } | undefined;

  constructor(options: ReadinessOptions) {
    this.#options = options;
    options.warmedUp.then(
      () => {
        this.#engine = 'ok';
      },
      () => {
        this.#engine = 'failed';
      },
    );
  }

  async report(): Promise<ReadinessReport> {
    if (!this.#report || performance.now() - this.#report.at >= KEEP) {
      const { queue, images } = this.#options;
      const parts = Promise.all([this.#check('queue', queue), this.#check('images', images)]);
      this.#report = { parts, at: performance.now() };
    }
    const [queue, images] = await this.#report.parts;
    const service = this.#options.stopping.aborted ? 'stopping' : 'ok';
    const parts = { service, queue, images, engine: this.#engine } as const;
    return { ready: Object.values(parts).every((state) => state === 'ok'), parts };
  }

  async #check(name: string, part: { check(): Promise<void> }): Promise<PartState> {
    const { log, timeLimit = TIME_LIMIT } = this.#options;
    const done = new AbortController();
    const late = delay(timeLimit, undefined, { signal: done.signal, ref: false }).then(() => {
      throw new Error(`It did not answer within ${timeLimit} ms.`);
    });
    try {
      await Promise.race([part.check(), late]);
      return 'ok';
    } catch (error) {
      log('warn', 'part.unavailable', { part: name, error: String(error) });
      return 'failed';
    } finally {
      done.abort();
      late.catch(() => undefined);
    }
  }
}
