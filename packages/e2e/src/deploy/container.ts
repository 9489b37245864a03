import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bin } from '../cli.ts';

/** Where the image has the command line. */
const IMAGE_BIN = '/app/node_modules/@detect-regions/cli/bin/detect-regions.js';
/** Where a machine with systemd has it. */
const INSTALLED_BIN = '/opt/detect-regions/node_modules/@detect-regions/cli/bin/detect-regions.js';

/** What a command is run with, outside the container or unit that it was written for. */
export interface Setting {
  readonly env: Readonly<Record<string, string>>;
  /** What stands for the folders, files and hosts of the container, longest first. */
  readonly places: Readonly<Record<string, string>>;
}

/** The command and the environment, with the places of this machine. */
function placed(command: readonly string[], { env, places }: Setting): [string[], Record<string, string>] {
  const all = { [IMAGE_BIN]: bin, [INSTALLED_BIN]: bin, ...places };
  const place = (text: string): string =>
    Object.entries(all).reduce((so, [there, here]) => so.replaceAll(there, here), text);
  const [program = '', ...args] = command.map(place);
  const node = program === 'node' || program === '/usr/bin/node' ? process.execPath : program;
  const placedEnv = Object.entries(env).map(([name, value]) => [name, place(value)] as const);
  return [[node, ...args], Object.fromEntries(placedEnv)];
}

/** A command that runs as it would in its container; nothing of this process's environment but the PATH is there. */
export class Container implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #setting: Setting;
  readonly #log: string[] = [];

  constructor(command: readonly string[], setting: Setting) {
    this.#setting = setting;
    const [[program = '', ...args], env] = placed(command, setting);
    this.#child = spawn(program, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#log.push(line));
    }
  }

  /** What it has written so far, a line each. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** Runs another command as in the same container; gives what it exits with. */
  async check(command: readonly string[]): Promise<number | null> {
    const [[program = '', ...args], env] = placed(command, this.#setting);
    const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  /** Ends it as its manager would; gives what it exits with. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [code] = (await exit) as [number | null];
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }
}
