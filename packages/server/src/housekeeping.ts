import type { Logger } from './log.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';

/** What is kept clean. */
export interface HousekeepingOptions {
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  readonly log: Logger;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  /** From which age on an image without an open task counts as left over, in milliseconds. */
  readonly orphanAge: number;
  /** How often, in milliseconds. Default 60,000. */
  readonly interval?: number;
}

/** Housekeeping that goes on. */
export interface Housekeeping {
  /** Ends it, and resolves once a round under way is done. */
  stop(): Promise<void>;
}

/** How often, in milliseconds. */
const INTERVAL = 60_000;

/** Forgets, now and then, what has expired or was left over by a process that died. */
export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { interval = INTERVAL, log } = options;
  let round: Promise<void> | undefined;
  const timer = setInterval(() => {
    round ??= keepHouse(options)
      .catch((error: unknown) => log('error', 'housekeeping.failed', { error: String(error) }))
      .finally(() => {
        round = undefined;
      });
  }, interval).unref();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

/**
 * One round: forgets tasks whose results were kept long enough, then deletes images that no open task needs: their
 * process died between storing the image and queueing the task, or between ending the task and deleting the image.
 */
export async function keepHouse({
  queue,
  images,
  log,
  now,
  orphanAge,
}: Omit<HousekeepingOptions, 'interval'>): Promise<void> {
  const tasks = await queue.purge();
  let orphans = 0;
  for await (const id of images.storedBefore(now() - orphanAge)) {
    if (await queue.isOpen(id)) continue;
    await images.delete(id);
    orphans += 1;
  }
  if (tasks + orphans > 0) log('info', 'housekeeping.done', { tasks, images: orphans });
}
