import type { AccessTokens } from './auth/access-tokens.ts';
import type { Clients } from './auth/clients.ts';
import type { Contract } from './contract.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { UploadSlots } from './http/upload-slots.ts';
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
  readonly rates: RateLimits;
  readonly uploads: UploadSlots;
  /** How many bytes an image may have. */
  readonly maxImageBytes: number;
  /** Whether a proxy in front says where requests come from. */
  readonly behindProxy: boolean;
  /** Whether clients speak HTTPS with this process. */
  readonly secure: boolean;
  /** The origins whose web pages may call the service. */
  readonly origins: readonly string[];
  /** Aborted once the service stops: requests that come later are refused. */
  readonly stopping: AbortSignal;
}
