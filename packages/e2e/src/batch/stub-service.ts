import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** How the stub service behaves; what happens to an image is drawn from the seed and its content. */
export interface StubBehaviour {
  readonly seed: string;
  /** The file in which every accepted image is noted. */
  readonly ledger: string;
  /** How long a task takes, give or take a half, in milliseconds. */
  readonly taskMs: number;
  /** How long it takes from an image's acceptance to the answer, in milliseconds. Default: 0. */
  readonly answerMs?: number;
  /** Of how many images, as a share, the connection is cut once they are accepted. */
  readonly dropShare: number;
  /** Of how many images, as a share, the first task ends in an error. */
  readonly failShare: number;
}

/** What the service has been asked for. */
export interface StubBook {
  /** How often each image was accepted, by its hash. */
  readonly accepted: Readonly<Record<string, number>>;
  /** How often each operation was called. */
  readonly calls: Readonly<Record<string, number>>;
}

/** A running stub service. */
export interface StubService extends AsyncDisposable {
  readonly baseUrl: string;
  /** The environment that lets the command line use it. */
  readonly env: Readonly<Record<string, string>>;
  book(): Promise<StubBook>;
  /** How often each image was accepted, by its hash, from the file. */
  ledger(): Promise<ReadonlyMap<string, number>>;
  /** Whether it answers every call but that for a token with a failure. */
  setDown(isDown: boolean): Promise<void>;
  /** How many different images it accepts in all; the others wait until there is room. Default: any number. */
  setRoom(images: number | undefined): Promise<void>;
}

/** Starts a stub service on a free port of this machine. */
export async function startStubService(behaviour: StubBehaviour): Promise<StubService> {
  const program = fileURLToPath(new URL('./stub-program.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(behaviour)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    env: {
      DETECT_REGIONS_BASE_URL: baseUrl,
      DETECT_REGIONS_CLIENT_ID: 'stub',
      DETECT_REGIONS_CLIENT_SECRET: 's3cret',
    },
    async book() {
      return (await (await fetch(`${baseUrl}/book`)).json()) as StubBook;
    },
    async ledger() {
      const counts = new Map<string, number>();
      const text = await readFile(behaviour.ledger, 'utf8').catch(() => '');
      for (const hash of text.split('\n').filter(Boolean)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      return counts;
    },
    async setDown(isDown) {
      await fetch(`${baseUrl}/${isDown ? 'down' : 'up'}`);
    },
    async setRoom(images) {
      await fetch(`${baseUrl}/room${images === undefined ? '' : `?images=${images}`}`);
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
