import type { RateLimit } from '../config/kinds.ts';
import { connectRedis } from '../redis/connection.ts';
import { parseRedisUrl } from '../redis/redis-url.ts';
import { RateLimits } from './rate-limits.ts';

/** What is limited, and where it is counted. */
export interface OpenRateLimitsOptions {
  /** Requests of a client, and token requests of an address; undefined: as many as they like. */
  readonly rateLimit: RateLimit | undefined;
  /** Wrong secrets for one client from one address in a minute. */
  readonly tokenFailures: number;
  /** The `redis:` URL of a queue that several servers share, which then count together; undefined: in this process. */
  readonly queue: string | undefined;
}

/** Limits that are counted. */
export interface OpenRateLimits {
  readonly rates: RateLimits;
  close(): void;
}

/** How long a request waits for a count, in milliseconds: it is the first thing of every request. */
const COMMAND_TIMEOUT = 500;

/**
 * Starts to count, beside the queue when there is one that is shared.
 *
 * @throws UnavailableError when there is no Redis
 */
export async function openRateLimits({ queue, ...limits }: OpenRateLimitsOptions): Promise<OpenRateLimits> {
  if (queue === undefined) return { rates: new RateLimits(limits), close: () => undefined };
  const address = parseRedisUrl(queue);
  // The queue tells of outages; while there is one, every server counts for itself.
  const client = await connectRedis(address, { log: () => undefined, commandTimeout: COMMAND_TIMEOUT });
  const rates = new RateLimits({ ...limits, shared: { client, prefix: address.prefix } });
  return { rates, close: () => client.disconnect() };
}
