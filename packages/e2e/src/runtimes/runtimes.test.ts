import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFull } from '../is-full.ts';
import { need } from '../requirement.ts';
import { translate } from './bundle.ts';
import { installPacked } from './packed.ts';
import { picture } from './picture.ts';
import { type Ground, runtimes } from './runtimes.ts';
import { sdkSuite } from './sdk.suite.ts';
import { type Stub, startStub } from './stub.ts';
import type { Finding } from './suite.ts';

// Node 24 and Chromium are there in any case; what they would tell, the other tests do.
const installed = existsSync(new URL('../../runtimes/node_modules', import.meta.url));
const wanted = installed || isFull;

let app: string;
let stub: Stub;
let ground: Ground;

beforeAll(async () => {
  if (!wanted) return;
  app = await mkdtemp(join(tmpdir(), 'detect-regions-app-'));
  await installPacked(app, ['sdk']);
  await translate(app, [
    new URL('./in-process.ts', import.meta.url),
    new URL('./in-worker.ts', import.meta.url),
    new URL('./in-page.ts', import.meta.url),
  ]);
  stub = await startStub();
  stub.files.set('/page.png', { type: 'image/png', body: picture() });
  stub.files.set('/moved.png', { location: '/page.png' });
  stub.files.set('/elsewhere.png', { location: 'http://elsewhere.example/page.png' });
  ground = { app, stub, nowhere: await nowhere() };
});

afterAll(async () => {
  await stub?.[Symbol.asyncDispose]();
  if (wanted) await rm(app, { recursive: true, force: true });
});

/** The address of a port that has just been free. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe.each(runtimes)('in $name, the packed SDK', ({ kind, requirement, run }) => {
  // All of a suite runs in one go, with the first test that asks.
  let running: Promise<Record<string, Finding>> | undefined;
  const checks = Object.entries(sdkSuite).filter(
    ([, { needs }]) => needs === undefined || kind === 'process',
  );

  it.for(checks)('%s', async ([name, { expected }], context) => {
    if (!wanted) context.skip('needs the runtimes: pnpm runtimes');
    running ??= run(need(context, requirement), ground);
    const finding = (await running)[name];
    expect(finding).toEqual({ value: JSON.parse(JSON.stringify(expected(kind))) });
  });
});
