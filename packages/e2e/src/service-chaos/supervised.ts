import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LogEntry } from '@detect-regions/server';
import type { Ledger } from './ledger.ts';
import type { Plan } from './plan.ts';

const program = fileURLToPath(new URL('program.ts', import.meta.url));

/** Before a process that ended is started again, in milliseconds: what can't start is not started in a busy loop. */
const PAUSE = 50;

/** A process of the service that is started again whenever it ends, as an init system would do it. */
export class Supervised implements AsyncDisposable {
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  /** A shell's line in front of the program, such as a limit. */
  readonly #before: string;
  readonly #events = new EventEmitter();
  #child: ChildProcess | undefined;
  #ready = false;
  #stopped = false;
  /** How often it was started. */
  starts = 0;
  /** The port of a server: the same one from its first start on. */
  port = 0;

  private constructor(plan: Plan, ledger: Ledger, before: string) {
    this.#plan = plan;
    this.#ledger = ledger;
    this.#before = before;
  }

  /** Starts a process, and resolves when it is ready. */
  static async start(plan: Plan, ledger: Ledger, before = ''): Promise<Supervised> {
    const process = new Supervised(plan, ledger, before);
    process.#start();
    await process.ready();
    return process;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it runs and is ready. */
  async ready(): Promise<void> {
    while (!this.#ready) await once(this.#events, 'ready');
  }

  /** Kills it as hard as can be; it is started again by itself. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it by a signal, and leaves it at that. Returns what it exited with. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#stopped = true;
    return this.#end(signal);
  }

  /** Stops its clock and its hands, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGCONT');
    await this.stop('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }

  #start(): void {
    const { role, options } = this.#plan;
    const plan = role === 'server' ? { ...this.#plan, options: { ...options, port: this.port } } : this.#plan;
    const node = [process.execPath, program, JSON.stringify(plan)];
    const [command = '', ...args] =
      this.#before === '' ? node : ['sh', '-c', `${this.#before} exec "$0" "$@"`, ...node];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.starts++;
    this.#ledger.starts++;
    createInterface({ input: child.stdout }).on('line', (line) => this.#note(JSON.parse(line) as LogEntry));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#ledger.complain(text));
    child.once('exit', () => void this.#restart());
  }

  async #restart(): Promise<void> {
    this.#ready = false;
    this.#child = undefined;
    if (this.#stopped) return;
    await delay(PAUSE);
    if (!this.#stopped) this.#start();
  }

  #note(entry: LogEntry): void {
    if (entry.event === 'ready') {
      this.port = Number(entry.port ?? 0);
      this.#ready = true;
      this.#events.emit('ready');
    } else this.#ledger.note(entry);
  }
}
