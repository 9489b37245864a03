import { readdir } from 'node:fs/promises';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How finely delays of the event loop are measured, in milliseconds. */
const RESOLUTION = 10;
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

/**
 * What Prometheus knows of any process, by the usual names. Not by the library's own collection, whose observers can't
 * be ended: a process may start and stop several services.
 */
export class ProcessMetrics {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
    const registers = [registry];
    const cpu = new Counter({
      name: 'process_cpu_seconds_total',
      help: 'Seconds of all cores that this process used.',
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        cpu.reset();
        cpu.inc((user + system) / MICROSECONDS);
      },
    });
    this.#gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.', () =>
      Math.round(performance.timeOrigin / 1000),
    );
    this.#gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
    this.#gauge(
      'nodejs_heap_size_used_bytes',
      'Memory of JavaScript objects.',
      () => process.memoryUsage().heapUsed,
    );
    this.#gauge(
      'nodejs_external_memory_bytes',
      'Memory of bytes beside them.',
      () => process.memoryUsage().external,
    );
    this.#gauge(
      'nodejs_eventloop_lag_p99_seconds',
      'How late the event loop was, of 99 in 100 times at most, since it was last asked.',
      () => {
        // From now on: who never asks need not have it measured.
        this.#delay.enable();
        const lag = this.#delay.percentile(99) / NANOSECONDS;
        this.#delay.reset();
        return lag;
      },
    );
    if (process.platform === 'linux') {
      this.#gauge(
        'process_open_fds',
        'Open files and connections.',
        async () => (await readdir('/proc/self/fd')).length,
      );
    }
  }

  close(): void {
    this.#delay.disable();
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        gauge.set(await read());
      },
    });
  }
}
