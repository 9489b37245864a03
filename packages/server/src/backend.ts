import { randomBytes } from 'node:crypto';
import type { ClientCredentials } from './auth/clients.ts';
import { developmentClient } from './auth/development-client.ts';
import { ServerError } from './errors.ts';
import { MemoryTaskQueue } from './queue/memory-task-queue.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';
import { MemoryImageStore } from './storage/memory-image-store.ts';

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
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What a service keeps. */
export interface Backend {
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  /** Signs access tokens. */
  readonly signingKey: Uint8Array;
  /** The client that exists where none is configured; the same one as long as the signing key is. */
  developmentClient(): ClientCredentials;
  /** Closes the queue, then the images. Workers have handed their tasks back before. */
  close(): Promise<void>;
}

/** Bytes of a signing key that is made up: as many as HMAC SHA-256 gives. */
const KEY_BYTES = 32;

/**
 * Opens what a service keeps its tasks, images and key in.
 *
 * @throws ServerError when it can't be opened; the message says what to do
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  for (const name of ['data', 'queue', 'images'] as const) {
    if (options[name] !== undefined) throw new ServerError('invalid-options', `${name} is not there yet.`);
  }
  const { maxPending, maxFinished, keepFor, maxStoredBytes, now } = options;
  const queue = new MemoryTaskQueue({ maxPending, maxFinished, keepFor, now });
  const images = new MemoryImageStore(maxStoredBytes, now);
  const signingKey = options.signingKey ?? randomBytes(KEY_BYTES);
  return {
    queue,
    images,
    signingKey,
    developmentClient: () => developmentClient(signingKey),
    async close() {
      await queue.close();
      await images.close();
    },
  };
}
