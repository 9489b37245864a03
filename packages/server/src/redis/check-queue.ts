import { createLogger } from '../log.ts';
import { connectRedis } from './connection.ts';
import { checkRedis } from './redis-check.ts';
import { parseRedisUrl } from './redis-url.ts';

/** What {@link checkQueue} saw. */
export interface QueueReport {
  /** Host and port, without the user and the password. */
  readonly where: string;
  /** What may lose tasks, each with what to do about it. */
  readonly warnings: readonly string[];
}

/**
 * Looks whether a service could keep its tasks in a Redis, as `startServer` does with the option `queue`, and leaves
 * nothing there.
 *
 * @param url - the `redis:` or `rediss:` URL
 * @throws ServerError `invalid-options` for a URL that makes no sense or a Redis that is too old, `queue-unreachable`
 * after 10 seconds without a connection, or when Redis refuses the credentials
 */
export async function checkQueue(url: string): Promise<QueueReport> {
  const address = parseRedisUrl(url);
  const warnings: string[] = [];
  const log = createLogger(
    ({ advice }) => void (advice === undefined || warnings.push(String(advice))),
    Date.now,
  );
  const client = await connectRedis(address, { log });
  try {
    await checkRedis(client, log);
  } finally {
    client.disconnect();
  }
  return { where: `${address.host}:${address.port}`, warnings };
}
