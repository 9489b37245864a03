import { join } from 'node:path';
import type { ClientCredentials } from './auth/clients.ts';
import { developmentClient } from './auth/development-client.ts';
import { makeDataFolder } from './embedded/data-folder.ts';
import { keptSigningKey, makeSigningKey } from './embedded/signing-key.ts';
import { ServerError } from './errors.ts';
import type { Logger } from './log.ts';
import { MemoryTaskQueue } from './queue/memory-task-queue.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import { openRedisTaskQueue } from './redis/redis-task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';
import { MemoryImageStore } from './storage/memory-image-store.ts';
import { openImageStore } from './storage/open-image-store.ts';

/** What a service keeps, where, and how much of it. */
export interface BackendOptions {
  /** The folder of the embedded database, the images and the signing key; `undefined` keeps all in memory. */
  readonly data: string | undefined;
  /** A `redis:` or `rediss:` URL; `undefined` takes the embedded queue. */
  readonly queue: string | undefined;
  /** A folder, or an `s3:` URL; `undefined` keeps images in `data`, or in memory. */
  readonly images: string | undefined;
  /** 32 bytes or more; `undefined` takes the one that is kept in `data`, or makes one up for this run. */
  readonly signingKey: Uint8Array | undefined;
  /** How many tasks may wait for a worker. */
  readonly maxPending: number;
  /** How many ended tasks are kept; beyond, the one that ended first is forgotten. */
  readonly maxFinished: number;
  /** For how long the result of a task is kept after it ended, in milliseconds. */
  readonly keepFor: number;
  /** How many bytes all images together may have. */
  readonly maxStoredBytes: number;
  /** How long an upload takes at most, in milliseconds. */
  readonly longestUpload: number;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What a service keeps. */
export interface Backend {
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  /** Signs access tokens. */
  readonly signingKey: Uint8Array;
  /** The client that exists where none is configured; the same one as long as the signing key is. */
  developmentClient(): ClientCredentials;
  /** Closes the queue, then the images. Workers hand their tasks back before. */
  close(): Promise<void>;
}

/**
 * Opens what a service keeps its tasks, images and key in.
 *
 * @throws ServerError `invalid-options`, `data-in-use`, `data-unusable`, `images-unusable` or `queue-unreachable`
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  await using opened = new AsyncDisposableStack();
  const folder = options.data === undefined ? undefined : await makeDataFolder(options.data);
  const signingKey =
    options.signingKey ?? (folder === undefined ? makeSigningKey() : await keptSigningKey(folder));
  // The queue is closed first: it is what was opened last.
  const images = opened.adopt(await openImages(options, folder), (store) => store.close());
  const queue = opened.adopt(await openQueue(options, folder), (tasks) => tasks.close());
  const kept = opened.move();
  return {
    queue,
    images,
    signingKey,
    developmentClient: () => developmentClient(signingKey),
    close: () => kept.disposeAsync(),
  };
}

function openQueue(options: BackendOptions, folder: string | undefined): Promise<TaskQueue> {
  if (options.queue !== undefined) return openRedisTaskQueue({ ...options, url: options.queue });
  return folder === undefined ? Promise.resolve(new MemoryTaskQueue(options)) : openEmbedded(options, folder);
}

async function openEmbedded(options: BackendOptions, folder: string): Promise<TaskQueue> {
  // Imported when it is asked for, as not every runtime has node:sqlite.
  const { openSqliteTaskQueue } = await import('./embedded/open-sqlite-task-queue.ts');
  return openSqliteTaskQueue({ ...options, folder });
}

async function openImages(
  { images, queue, maxStoredBytes: maxBytes, longestUpload, now }: BackendOptions,
  data: string | undefined,
): Promise<ImageStore> {
  const where = images ?? (data === undefined ? undefined : join(data, 'images'));
  if (where !== undefined) return openImageStore(where, { maxBytes, longestUpload, now });
  if (queue !== undefined) {
    throw new ServerError(
      'invalid-options',
      'queue needs images as well: a folder, or an s3:// URL, that all servers and workers see.',
    );
  }
  return new MemoryImageStore(maxBytes, now);
}
