import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeImage, writeImage } from '../image.ts';
import { type Stub, startStub } from '../stub/server.ts';
import { taskId } from '../stub/task-id.ts';
import { connectPeer, peerNames } from './index.ts';

const size = 300_000;
let stub: Stub;
let folder: string;

beforeAll(async () => {
  stub = await startStub();
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-bench-'));
  await writeImage(join(folder, 'page.png'), size);
});
afterAll(async () => {
  await stub.close();
  await rm(folder, { recursive: true });
});

describe.each(peerNames)('%s', (name) => {
  test('submits a file and bytes whole, and gets the task', async () => {
    const peer = await connectPeer(name, { url: stub.url, token: 'bench-token' });
    stub.take();
    expect(await peer.submitFile(join(folder, 'page.png'))).toBe(taskId);
    const file = stub.take();
    expect(await peer.submitBytes(makeImage(size))).toBe(taskId);
    for (const { submissions, bytes } of [file, stub.take()]) {
      expect(submissions).toBe(1);
      expect(bytes).toBeGreaterThan((size / 3) * 4);
      expect(bytes).toBeLessThan((size / 3) * 4 + 1000);
    }
  });

  test('reads the regions of a task', async () => {
    const peer = await connectPeer(name, { url: stub.url, token: 'bench-token' });
    const [region, ...rest] = await peer.regions(taskId);
    expect(Object.values(region ?? {})).toEqual([0, 8, 697, 441]);
    expect(rest).toEqual([]);
  });
});
