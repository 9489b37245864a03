import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { freePort } from './free-port.ts';

/** How a {@link RedisServer} is set up. */
export interface RedisServerOptions {
  /** When what is acknowledged is on disk: within a second, or before it is acknowledged. Default `everysec`. */
  readonly appendfsync?: 'everysec' | 'always';
  /** More of what the program takes, such as `['--maxmemory', '10mb']`. */
  readonly args?: readonly string[];
}

const INSTALL = 'apt-get install -y redis-server';

/** A real Redis on a free port of this machine, in a folder of its own. */
export class RedisServer {
  readonly #options: RedisServerOptions;
  #folder = '';
  #process: ChildProcess | undefined;
  port = 0;

  constructor(options: RedisServerOptions = {}) {
    this.#options = options;
  }

  /** A URL whose keys no other test sees. Those who shall share a queue share it. */
  url(parameters: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({ prefix: `test-${randomUUID()}`, ...parameters });
    return `redis://127.0.0.1:${this.port}?${query}`;
  }

  /** Starts; after a kill, again with what is on disk, on the same port. */
  async start(): Promise<void> {
    this.#folder ||= await mkdtemp(join(tmpdir(), 'redis-'));
    this.port ||= await freePort();
    const { appendfsync = 'everysec', args = [] } = this.#options;
    const settings = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.#folder,
      appendonly: 'yes',
      appendfsync,
    };
    const process = spawn(
      'redis-server',
      [
        ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
        ...['--save', '', '--maxmemory-policy', 'noeviction', ...args],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.#process = process;
    const said: string[] = [];
    for await (const line of createInterface({ input: process.stdout })) {
      said.push(line);
      if (line.includes('Ready to accept connections')) {
        process.stdout.resume();
        return;
      }
    }
    throw new Error(`redis-server did not start: ${said.join('\n')}`);
  }

  /** Takes it down without a warning. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Makes it hang: connections stay open, nothing is answered. */
  hang(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Ends {@link RedisServer.hang}. */
  goOn(): void {
    this.#process?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.#end('SIGKILL');
    if (this.#folder) {
      // What rewrites its file is a process of its own, and may outlive it for a moment.
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill(signal);
    await ended;
  }
}

/**
 * Tests against a real Redis, which all in the body share. Where there is none on this machine, one test is skipped with
 * the line that installs it; where `REQUIRE_ALL=1`, as in CI, it fails instead.
 */
export function describeWithRedis(
  name: string,
  body: (redis: RedisServer) => void,
  options: RedisServerOptions = {},
): void {
  describe(name, () => {
    if (spawnSync('redis-server', ['--version']).status !== 0) {
      test('needs Redis', ({ skip }) => {
        const note = `needs Redis: ${INSTALL}`;
        if (process.env.REQUIRE_ALL === '1') throw new Error(note);
        skip(note);
      });
      return;
    }
    const redis = new RedisServer(options);
    beforeAll(() => redis.start());
    afterAll(() => redis.stop());
    body(redis);
  });
}
