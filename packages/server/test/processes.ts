import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { LogEntry } from '../src/index.ts';
import type { Message } from './processes/messages.ts';
import type { ServerSettings } from './processes/server.ts';
import type { WorkerSettings } from './processes/worker.ts';

/** A server or a worker in a process of its own, which ends with the test. */
export class ServiceProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #messages: Message[] = [];
  readonly #watching = new Set<() => void>();

  private constructor(process: ChildProcess) {
    this.#process = process;
    this.#ended = once(process, 'exit');
    process.on('message', (message: Message) => {
      this.#messages.push(message);
      for (const look of this.#watching) look();
    });
  }

  static async server(settings: ServerSettings): Promise<ServiceProcess> {
    return ServiceProcess.#start('server', settings);
  }

  static async worker(settings: WorkerSettings): Promise<ServiceProcess> {
    return ServiceProcess.#start('worker', settings);
  }

  static async #start(name: 'server' | 'worker', settings: object): Promise<ServiceProcess> {
    const file = fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url));
    const child = fork(file, [JSON.stringify(settings)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = new ServiceProcess(child);
    onTestFinished(() => started.kill());
    const complaints = child.stderr ? text(child.stderr) : Promise.resolve('');
    const ended = started.#ended.then(async () => {
      throw new Error(`The ${name} ended before it was ready: ${await complaints}`);
    });
    await Promise.race([started.told('ready'), ended]);
    ended.catch(() => undefined);
    return started;
  }

  /** Where it is, without a slash at the end. */
  get url(): string {
    return this.#messages.find((message) => message.type === 'ready')?.url ?? '';
  }

  /** Its number to the operating system. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** What it logged so far. */
  get log(): readonly LogEntry[] {
    return this.#messages.flatMap((message) => (message.type === 'log' ? [message.entry] : []));
  }

  /** Waits until it has told something. */
  async told(type: Message['type']): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (this.#messages.some((message) => message.type === type)) resolve();
    };
    this.#watching.add(look);
    look();
    await promise;
    this.#watching.delete(look);
  }

  /** Waits until it has ended by itself. */
  async ended(): Promise<void> {
    await this.#ended;
  }

  /** Has it end in good order. */
  async stop(): Promise<void> {
    this.#process.send('stop');
    await this.#ended;
  }

  /** Takes it down without a warning. */
  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** Makes it stand still, as a machine that swaps does; it does not know. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  /** Ends {@link ServiceProcess.freeze}. */
  thaw(): void {
    this.#process.kill('SIGCONT');
  }
}
