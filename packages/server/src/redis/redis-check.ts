import type { Redis } from 'ioredis';
import { ServerError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { available } from './connection.ts';

/** The oldest version that all commands of the queue are in. */
const OLDEST = [6, 2] as const;

/**
 * Looks whether a Redis is fit to keep tasks, and warns of what may lose some.
 *
 * @throws ServerError `invalid-options` when it is too old
 */
export async function checkRedis(client: Redis, log: Logger): Promise<void> {
  const facts = parseInfo(await available(client.info()));
  const version = facts.get('redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new ServerError(
      'invalid-options',
      `queue must be a Redis of version ${OLDEST.join('.')} or newer; this one is ${version}.`,
    );
  }
  const policy = facts.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    log('warn', 'redis.evicts', {
      policy,
      advice: 'A Redis that is full drops tasks: set maxmemory-policy to noeviction.',
    });
  }
  if (facts.get('aof_enabled') === '0') {
    log('warn', 'redis.forgets', {
      advice: 'A Redis that is restarted loses tasks: set appendonly to yes.',
    });
  }
}

/** The lines `name:value` of Redis' report on itself. */
function parseInfo(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).map((line) => line.split(':', 2));
  return new Map(lines.map(([name = '', value = '']) => [name, value]));
}
