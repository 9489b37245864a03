import type { DetectedPage } from '../../formats/format.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import { type ErrorReport, printReport, reportOf } from '../../report/error-report.ts';
import type { CallBudget } from './call-budget.ts';
import type { Discovery } from './discovery.ts';
import { type Display, type Moment, showProgress } from './display.ts';
import type { ImageQueue } from './image-queue.ts';
import type { BatchOptions } from './options.ts';
import { refuseToOverwrite } from './result-files.ts';
import type { Results } from './results.ts';
import { settleFailure } from './settle-failure.ts';
import type { Stopping, StopReason } from './stopping.ts';
import { Speedometer } from './time-left.ts';
import type { Worked, Worker } from './workers.ts';

/** What a batch works with. */
export interface WorkParts {
  readonly journal: Journal;
  readonly queue: ImageQueue;
  readonly worker: Worker;
  readonly results: Results;
  readonly budget: CallBudget;
  readonly stopping: Stopping;
  /** The images that have been begun and not ended; kept by the loop. */
  readonly inWork: Set<SentImage>;
  readonly discovery: Discovery | undefined;
  readonly options: BatchOptions;
}

/** How a run of a batch went. */
export interface RunOutcome {
  /** Why it ended before all was done. */
  readonly reason: StopReason | undefined;
  /** The failure that ended it. */
  readonly cause: ErrorReport | undefined;
  /** How many images came to their end in this run, well or not. */
  readonly ended: number;
  /** How many seconds it took. */
  readonly seconds: number;
}

/** How many failures are printed one by one; the journal has all. */
const MOST_PRINTED = 20;
/** How many images in a row may fail by the network or the service's own failures before the rest is left alone. */
const OUTAGE = 10;

/** Takes images from the queue until there are none, or there is a reason to end. */
export class WorkLoop {
  readonly #parts: WorkParts;
  readonly #display: Display;
  readonly #speed: Speedometer;
  /** Results that are being written. */
  readonly #finishing = new Set<Promise<void>>();
  #ended = 0;
  #printed = 0;
  #outages = 0;
  #cause: ErrorReport | undefined;
  #change: () => void = () => {};

  constructor(parts: WorkParts) {
    this.#parts = parts;
    this.#speed = new Speedometer(() => performance.now());
    this.#display = showProgress(() => this.#moment(), parts.options.quiet ?? false);
  }

  /** Works to the end. */
  async run(): Promise<RunOutcome> {
    const { worker, stopping, journal } = this.#parts;
    const started = performance.now();
    const finishing = this.#finishing;
    try {
      for await (const worked of worker.work(this.#images(), stopping.signal)) {
        const finished = this.#finish(worked).finally(() => finishing.delete(finished));
        finishing.add(finished);
      }
      await Promise.all(finishing);
      await journal.settled();
    } finally {
      this.#display[Symbol.dispose]();
    }
    const seconds = (performance.now() - started) / 1_000;
    return { reason: stopping.reason, cause: this.#cause, ended: this.#ended, seconds };
  }

  /** Prints something that stays, above what is drawn over. */
  #print(report: ErrorReport): void {
    const { errorFormat } = this.#parts.options;
    this.#printed++;
    if (this.#printed > MOST_PRINTED && errorFormat === 'text') return;
    this.#display.above(() => {
      printReport(report, errorFormat);
      if (this.#printed === MOST_PRINTED && errorFormat === 'text') {
        process.stderr.write('Further failures are only counted; the journal has them all.\n');
      }
    });
  }

  /** The images to begin, each when it may be begun. */
  async *#images(): AsyncGenerator<SentImage, void, undefined> {
    const { queue, stopping, inWork, options } = this.#parts;
    for (;;) {
      await this.#mayBegin();
      if (stopping.reason !== undefined) return;
      const image = await stopping.orEnd(queue.next());
      if (image === undefined || stopping.reason !== undefined) return;
      try {
        refuseToOverwrite(image, options.force ?? false);
      } catch (error) {
        await this.#fail(image, error);
        continue;
      }
      inWork.add(image);
      yield image;
    }
  }

  /** Waits until another image may be begun: by the budget, and by how many results wait for the disk. */
  async #mayBegin(): Promise<void> {
    const { budget, stopping, inWork, worker } = this.#parts;
    const isFull = (): boolean => inWork.size >= 2 * worker.concurrency;
    while (stopping.reason === undefined && (isFull() || !budget.allows(inWork))) {
      if (inWork.size === 0) return stopping.stop('budget');
      const changed = new Promise<void>((resolve) => {
        this.#change = resolve;
      });
      await stopping.orEnd(changed);
    }
  }

  async #finish(worked: Worked): Promise<void> {
    const { image } = worked;
    const { stopping, inWork } = this.#parts;
    try {
      if ('error' in worked) await this.#fail(image, worked.error);
      else await this.#write(image, worked.page);
    } catch (error) {
      // It would be the same for the next, which would have been paid for in vain.
      this.#end('disk', reportOf(error, image.name));
    } finally {
      inWork.delete(image);
      this.#change();
      stopping.look();
    }
  }

  async #write(image: SentImage, page: DetectedPage): Promise<void> {
    const { results, budget } = this.#parts;
    try {
      await results.write(image, page);
    } catch (error) {
      if (isOfDisk(error)) throw error;
      return this.#fail(image, error);
    }
    if (image.polls > 0) budget.learn(image.polls);
    this.#outages = 0;
    this.#ended++;
  }

  async #fail(image: SentImage, error: unknown): Promise<void> {
    const { journal, stopping, worker } = this.#parts;
    const isStopping = stopping.reason !== undefined;
    const { fate, isFatal, isOutage, report } = await settleFailure(journal, image, error, isStopping);
    if (isFatal && !isStopping) this.#end(report.code === 'store' ? 'disk' : 'refused', report);
    if (fate === 'left') return;
    this.#ended++;
    this.#print(report);
    this.#outages = isOutage ? this.#outages + 1 : 0;
    if (this.#outages >= Math.max(OUTAGE, 2 * worker.concurrency)) this.#end('outage', report);
  }

  #end(reason: StopReason, cause: ErrorReport): void {
    const { stopping } = this.#parts;
    if (stopping.reason === undefined) this.#cause = cause;
    stopping.stop(reason);
  }

  #moment(): Moment {
    const { journal, inWork, discovery, budget, stopping, options } = this.#parts;
    this.#speed.note(this.#ended);
    const { done, failed, doubt } = journal.counts;
    const allFound = discovery?.isOver ?? true;
    const ended = done + failed + doubt;
    const { sending } = stopping;
    const rest = journal.size - ended;
    return {
      ended,
      images: journal.size,
      allFound,
      running: Math.max(0, inWork.size - this.#finishing.size),
      failed,
      inDoubt: doubt,
      calls: budget.used,
      maxCalls: options.maxCalls ?? Infinity,
      rate: this.#speed.rate(this.#ended),
      secondsLeft: allFound ? this.#speed.secondsLeft(this.#ended, rest) : undefined,
      note:
        stopping.reason === undefined
          ? undefined
          : sending === 0
            ? 'ending'
            : `ending: ${sending} being sent; Ctrl-C once more to end at once`,
    };
  }
}

/** What can be wrong with one name, and with none other. */
const ofOneName: ReadonlySet<unknown> = new Set(['ENAMETOOLONG', 'EISDIR', 'ENOTDIR', 'EEXIST']);

/** Whether results or the journal can't be written, rather than this one result. */
function isOfDisk(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown } };
  return code === 'ERR_SQLITE_ERROR' || (code === 'unwritable-output' && !ofOneName.has(cause?.code));
}
