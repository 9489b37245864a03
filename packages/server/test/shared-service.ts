import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '@detect-regions/spec';
import { onTestFinished } from 'vitest';
import type { TaskQueue } from '../src/queue/task-queue.ts';
import { openRedisTaskQueue } from '../src/redis/redis-task-queue.ts';
import { openFolderImageStore } from '../src/storage/folder-image-store.ts';
import type { RedisServer } from './redis.ts';
import { ann, PNG, TASKS, TOKEN } from './service.ts';

/** What all servers and workers of a service have in common. */
export interface Shared {
  readonly queue: string;
  readonly images: string;
  readonly signingKey: string;
  readonly clients: readonly (typeof ann)[];
}

/** A queue and a folder of their own, for as long as the test. */
export async function shared(
  redis: RedisServer,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Shared> {
  const images = await mkdtemp(join(tmpdir(), 'images-'));
  onTestFinished(() => rm(images, { recursive: true, force: true }));
  return {
    queue: redis.url(parameters),
    images,
    signingKey: randomBytes(32).toString('base64'),
    clients: [ann],
  };
}

/** Takes tasks in without a server, so that nobody but the workers under test does them. */
export async function intake({
  queue: url,
  images: folder,
}: Shared): Promise<TaskQueue & { take(id: string): Promise<void> }> {
  const options = { maxPending: 10_000, maxFinished: 10_000, keepFor: 60_000, now: Date.now };
  const queue = await openRedisTaskQueue({ url, log: () => undefined, ...options });
  const images = await openFolderImageStore({
    folder,
    maxBytes: 2 ** 30,
    longestUpload: 60_000,
    now: Date.now,
  });
  onTestFinished(async () => {
    await queue.close();
    await images.close();
  });
  return Object.assign(queue, {
    async take(id: string) {
      await images.put(
        id,
        (async function* () {
          yield Buffer.from(PNG, 'base64');
        })(),
      );
      await queue.submit({ id, owner: ann.clientId, settings: defaultSettings });
    },
  });
}

/** A token of Ann's. */
export async function token(url: string): Promise<string> {
  const answer = await fetch(url + TOKEN, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: ann.clientId,
      client_secret: ann.clientSecret,
    }),
  });
  return String(((await answer.json()) as { access_token: unknown }).access_token);
}

/** Submits an image of one pixel. */
export function submit(url: string, bearer: string): Promise<Response> {
  return fetch(url + TASKS, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', accept: 'text/plain' },
    body: JSON.stringify({ image: PNG, settings: {} }),
  });
}
