import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { launchChromium } from '../chromium.ts';
import { chromium, type Requirement } from '../requirement.ts';
import { bundle } from './bundle.ts';
import { picture } from './picture.ts';
import type { Stub } from './stub.ts';
import type { Finding, Kind, World } from './suite.ts';

/** What all runtimes are given. */
export interface Ground {
  /** The folder of the app: packages installed, and the modules of the suites beside. */
  readonly app: string;
  readonly stub: Stub;
  readonly nowhere: string;
}

/** A runtime that the packages are for. */
export interface Runtime {
  readonly name: string;
  readonly kind: Kind;
  readonly requirement: Requirement;
  /** Runs the suites in it. */
  readonly run: (program: string, ground: Ground) => Promise<Record<string, Finding>>;
}

/** As packages name it. */
const arch = process.arch === 'arm64' ? 'arm64' : 'x64';

const pinned = (name: string, path: string, ...others: string[]): Requirement => ({
  name,
  programs: [`packages/e2e/runtimes/node_modules/${path}`, ...others],
  install: 'pnpm runtimes',
});

/** In a folder of its own, with an image in it; the process must end by itself. */
function inProcess(args: (ground: Ground, folder: string) => readonly string[]): Runtime['run'] {
  return async (program, ground) => {
    const { app, stub, nowhere } = ground;
    const folder = join(app, `files-${crypto.randomUUID()}/`);
    await mkdir(folder);
    const image = join(folder, 'page.png');
    await writeFile(image, picture());
    const world = { base: stub.url, nowhere, kind: 'process', files: { image, folder } };
    await promisify(execFile)(
      program,
      [...args(ground, folder), join(app, 'in-process.js'), JSON.stringify(world)],
      // An environment without credentials, and without options that would reach Node.
      { cwd: app, env: { PATH: process.env.PATH, HOME: folder }, timeout: 50_000 },
    );
    return JSON.parse(await readFile(join(folder, 'findings.json'), 'utf8'));
  };
}

const node = (
  major: number,
  requirement = pinned(`Node ${major}`, `node-${major}-${arch}/bin/node`),
): Runtime => ({
  name: `Node ${major}`,
  kind: 'process',
  requirement,
  run: inProcess(() => []),
});

const bun: Runtime = {
  name: 'Bun',
  kind: 'process',
  requirement: pinned('Bun', `@oven/bun-linux-${arch === 'x64' ? 'x64' : 'aarch64'}/bin/bun`, 'bun'),
  run: inProcess(() => []),
};

const deno: Runtime = {
  name: 'Deno',
  kind: 'process',
  requirement: pinned('Deno', `@deno/linux-${arch}-glibc/deno`, 'deno'),
  // With no more rights than it needs: not to read the environment, for one.
  run: inProcess(({ app, stub, nowhere }, folder) => [
    'run',
    '--no-prompt',
    '--node-modules-dir=manual',
    `--allow-net=${new URL(stub.url).host},${new URL(nowhere).host}`,
    `--allow-read=${app}`,
    `--allow-write=${folder}`,
  ]),
};

const workerd: Runtime = {
  name: 'workerd',
  kind: 'worker',
  requirement: pinned(
    'workerd',
    `@cloudflare/workerd-linux-${arch === 'x64' ? '64' : 'arm64'}/bin/workerd`,
    'workerd',
  ),
  run: async (program, { app, stub, nowhere }) => {
    const code = (await bundle(app, 'in-worker', ['workerd', 'worker', 'browser'], false)).get(
      'in-worker.js',
    );
    await writeFile(join(app, 'worker.js'), code ?? '');
    await writeFile(
      join(app, 'worker.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
    );
    const child = spawn(program, ['serve', '--control-fd=3', join(app, 'worker.capnp')], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    try {
      const [line] = await once(createInterface({ input: child.stdio[3] as Readable }), 'line');
      const { port } = JSON.parse(line) as { port: number };
      const world: World = { base: stub.url, nowhere, kind: 'worker' };
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: JSON.stringify(world),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as Record<string, Finding>;
    } finally {
      child.kill();
    }
  },
};

const page: Runtime = {
  name: 'Chromium',
  kind: 'page',
  requirement: chromium,
  run: async (program, { app, stub, nowhere }) => {
    for (const [name, body] of await bundle(app, 'in-page', ['browser'], true)) {
      stub.files.set(`/${name}`, { type: 'text/javascript', body });
    }
    const body = '<!doctype html><title>app</title><script type="module" src="/in-page.js"></script>';
    stub.files.set('/', { type: 'text/html', body });
    const browser = await launchChromium(program);
    try {
      const tab = await browser.newPage();
      await tab.goto(stub.url);
      await tab.waitForFunction(() => 'findings' in globalThis);
      const world: World = { base: stub.url, nowhere, kind: 'page' };
      return await tab.evaluate((given) => globalThis.findings(given), world);
    } finally {
      await browser.close();
    }
  },
};

/** All of them. */
export const runtimes: readonly Runtime[] = [
  node(20),
  node(22),
  // The one that runs the tests.
  node(24, { name: 'Node 24', programs: [process.execPath], install: 'pnpm install' }),
  node(26),
  bun,
  deno,
  workerd,
  page,
];
