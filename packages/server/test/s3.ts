import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { S3Credentials } from '../src/storage/s3-client.ts';
import { freePort } from './free-port.ts';

const bin = fileURLToPath(new URL('../../../.cache/bin', import.meta.url));
const INSTALL = 'GOBIN=$PWD/.cache/bin go install github.com/versity/versitygw/cmd/versitygw@v1.8.0';

/** How often it is tried whether the server answers, in milliseconds, and how many times. */
const TRY_EVERY = 50;
const TRIES = 400;

/** A real server that speaks S3 and checks signatures, on a free port of this machine, in a folder of its own. */
export class S3Server {
  readonly credentials: S3Credentials = { accessKeyId: 'tests', secretAccessKey: 'secret of the tests' };
  #program: string;
  #folder = '';
  #process: ChildProcess | undefined;
  #buckets = 0;
  port = 0;

  constructor(program: string) {
    this.#program = program;
  }

  /** The URL of a new bucket, or of one that is named. */
  async url(bucket?: string, prefix = 'images'): Promise<string> {
    this.#buckets += 1;
    const name = bucket ?? `bucket-${this.#buckets}`;
    // A folder is a bucket to it.
    if (bucket === undefined) await mkdir(join(this.#folder, name));
    const query = new URLSearchParams({ endpoint: `http://127.0.0.1:${this.port}` });
    return `s3://${name}/${prefix}?${query}`;
  }

  /** Starts; after a kill, again with what was stored, on the same port. */
  async start(): Promise<void> {
    this.#folder ||= await mkdtemp(join(tmpdir(), 's3-'));
    this.port ||= await freePort();
    const { accessKeyId, secretAccessKey } = this.credentials;
    const args = ['--port', `127.0.0.1:${this.port}`, '--access', accessKeyId, '--secret', secretAccessKey];
    this.#process = spawn(this.#program, [...args, '--quiet', '--keep-alive', 'posix', this.#folder], {
      stdio: 'ignore',
    });
    for (let left = TRIES; !(await this.#listens()); left -= 1) {
      if (left === 0 || this.#process.exitCode !== null) throw new Error('versitygw did not start.');
      await delay(TRY_EVERY);
    }
  }

  /** Takes it down without a warning. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  async #listens(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}

/**
 * Tests against a real S3 server, which all in the body share. Where there is none on this machine, one test is skipped
 * with the line that installs it; where `REQUIRE_ALL=1`, as in CI, it fails instead.
 */
export function describeWithS3(name: string, body: (server: S3Server) => void): void {
  describe(name, () => {
    const program = ['versitygw', join(bin, 'versitygw')].find(
      (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
    );
    if (program === undefined) {
      test('needs versitygw', ({ skip }) => {
        const note = `needs versitygw: ${INSTALL}`;
        if (process.env.REQUIRE_ALL === '1') throw new Error(note);
        skip(note);
      });
      return;
    }
    const server = new S3Server(program);
    beforeAll(() => server.start());
    afterAll(() => server.stop());
    body(server);
  });
}
