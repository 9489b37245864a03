import type { AccessTokens } from './auth/access-tokens.ts';
import type { Clients } from './auth/clients.ts';
import type { Contract } from './contract.ts';
import type { Logger } from './log.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { ImageStore } from './storage/image-store.ts';

/** The parts that the routes work with. */
export interface Service {
  readonly contract: Contract;
  readonly clients: Clients;
  readonly tokens: AccessTokens;
  readonly queue: TaskQueue;
  readonly images: ImageStore;
  readonly log: Logger;
  /** How many bytes an image may have. */
  readonly maxImageBytes: number;
}
