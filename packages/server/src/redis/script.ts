import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { available } from './connection.ts';

/** A program that Redis runs as one step: nothing happens in between, and all of it is kept or nothing. */
export interface Script {
  readonly lua: string;
  readonly sha1: string;
}

export function script(lua: string): Script {
  return { lua, sha1: createHash('sha1').update(lua).digest('hex') };
}

/**
 * Runs a script.
 *
 * @throws UnavailableError when Redis could not be reached; the script may have run all the same
 */
export function runScript(
  client: Redis,
  { lua, sha1 }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  const run = async (): Promise<unknown> => {
    try {
      return await client.evalsha(sha1, keys.length, ...keys, ...args);
    } catch (error) {
      // Redis forgets scripts when it is restarted.
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(lua, keys.length, ...keys, ...args);
    }
  };
  return available(run());
}
