import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { LogEntry } from '../log.ts';
import type { TaskCounts } from '../queue/task-queue.ts';
import type { DetectionEngine } from '../worker.ts';
import { ProcessMetrics } from './process-metrics.ts';

/** In seconds: a poll takes a millisecond, an upload of 100 MB over a slow line minutes. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];

/** In seconds: a page takes one, the engine gives up after 60. */
const TASK_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120];

const HOUR = 60 * 60;

/** In seconds: from a page on an idle service to a backlog of a day. */
const AGE_BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, HOUR, 6 * HOUR, 24 * HOUR];

/** How many tasks are remembered to tell their age. Those that end in another process are forgotten so. */
const MAX_REMEMBERED = 10_000;

/** What becomes of tasks, by the event that tells of it. */
const taskEvents: Readonly<Record<string, string>> = {
  'task.submitted': 'submitted',
  'task.completed': 'completed',
  'task.failed': 'failed',
  'task.cancelled': 'cancelled',
};

/** Counts what is logged, for Prometheus. Has a registry of its own, so several can live in one process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #process = new ProcessMetrics(this.#registry);
  readonly #requests: Histogram<'operation' | 'status'>;
  readonly #tasks: Counter<'event'>;
  readonly #taskSeconds: Histogram<'event'>;
  readonly #taskAge: Histogram<'event'>;
  readonly #imageBytes: Counter;
  /** When tasks came in, by their ids; the oldest first. */
  readonly #submitted = new Map<string, number>();
  readonly #busy: Gauge;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'detect_regions_http_request_duration_seconds',
      help: 'How long requests took, by operation of the API and status of the answer.',
      labelNames: ['operation', 'status'],
      buckets: REQUEST_BUCKETS,
      registers,
    });
    this.#tasks = new Counter({
      name: 'detect_regions_tasks_total',
      help: 'What became of tasks in this process.',
      labelNames: ['event'],
      registers,
    });
    for (const event of Object.values(taskEvents)) this.#tasks.inc({ event }, 0);
    this.#taskSeconds = new Histogram({
      name: 'detect_regions_task_duration_seconds',
      help: 'How long this process worked on tasks, by their end.',
      labelNames: ['event'],
      buckets: TASK_BUCKETS,
      registers,
    });
    this.#taskAge = new Histogram({
      name: 'detect_regions_task_age_seconds',
      help: 'How old tasks were at their end, of those that came in and ended in this process.',
      labelNames: ['event'],
      buckets: AGE_BUCKETS,
      registers,
    });
    this.#imageBytes = new Counter({
      name: 'detect_regions_image_bytes_total',
      help: 'Bytes of the images that came in with tasks.',
      registers,
    });
    this.#busy = new Gauge({
      name: 'detect_regions_engine_images',
      help: 'Images at the engine.',
      registers,
    });
  }

  /** The media type of {@link Metrics.text}. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics, in the text format of Prometheus. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Counts what happened. */
  observe(entry: LogEntry): void {
    const { event, ms } = entry;
    if (event === 'request') {
      const { operation = 'other', status } = entry;
      this.#requests.observe({ operation: String(operation), status: String(status) }, Number(ms) / 1000);
      return;
    }
    const end = Object.hasOwn(taskEvents, event) ? taskEvents[event] : undefined;
    if (end === undefined) return;
    this.#tasks.inc({ event: end });
    if (ms !== undefined) this.#taskSeconds.observe({ event: end }, Number(ms) / 1000);
    this.#age(String(entry.taskId), end);
    if (entry.imageBytes !== undefined) this.#imageBytes.inc(Number(entry.imageBytes));
  }

  /** The same engine, counted while it works. */
  watchEngine(engine: DetectionEngine): DetectionEngine {
    const busy = this.#busy;
    return {
      warmUp: () => engine.warmUp(),
      async detect(...parameters) {
        busy.inc();
        try {
          return await engine.detect(...parameters);
        } finally {
          busy.dec();
        }
      },
    };
  }

  /** Tells how many tasks there are whenever it is asked. */
  watchQueue(queue: { counts(): Promise<TaskCounts> }): void {
    const gauge = new Gauge({
      name: 'detect_regions_queue_tasks',
      help: 'Tasks in the queue, by state; none when the queue is away.',
      labelNames: ['state'],
      registers: [this.#registry],
      async collect() {
        const counts = await queue.counts().catch(() => undefined);
        gauge.reset();
        for (const state of ['pending', 'processing', 'finished'] as const) {
          if (counts) gauge.set({ state }, counts[state]);
        }
      },
    });
  }

  /** Tells how many images are coming in whenever it is asked. */
  watchUploads(uploads: { readonly taken: number }): void {
    const gauge: Gauge = new Gauge({
      name: 'detect_regions_uploads',
      help: 'Images that are coming in.',
      registers: [this.#registry],
      collect(): void {
        gauge.set(uploads.taken);
      },
    });
  }

  /** Ends what it measures all the time. */
  close(): void {
    this.#process.close();
  }

  #age(taskId: string, event: string): void {
    if (event === 'submitted') {
      const [oldest] = this.#submitted.keys();
      if (oldest !== undefined && this.#submitted.size >= MAX_REMEMBERED) this.#submitted.delete(oldest);
      this.#submitted.set(taskId, performance.now());
      return;
    }
    const since = this.#submitted.get(taskId);
    if (since === undefined) return;
    this.#submitted.delete(taskId);
    this.#taskAge.observe({ event }, (performance.now() - since) / 1000);
  }
}
