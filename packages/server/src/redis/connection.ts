import { Redis } from 'ioredis';
import { ServerError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { UnavailableError } from '../unavailable-error.ts';
import type { RedisAddress } from './redis-url.ts';

/** How to connect to a Redis. */
export interface RedisConnectionOptions {
  readonly log: Logger;
  /** For how long a command may take, in milliseconds. Default 5000. */
  readonly commandTimeout?: number | undefined;
}

/** In milliseconds: a request waits so long for a Redis that hangs, not longer. */
const COMMAND_TIMEOUT = 5000;
/** In milliseconds: for how long to try when the process starts, before it is said that there is no Redis. */
const OPENING_TIMEOUT = 10_000;
/** In milliseconds: tries to connect again are so far apart at most. */
const MAX_RETRY_DELAY = 2000;
const RETRY_STEP = 100;

/**
 * Connects to a Redis, for commands that somebody waits for: when it can't be reached they fail at once, when it hangs
 * after the timeout; none is sent twice. The connection comes back by itself.
 *
 * @throws ServerError `queue-unreachable` when there is no connection within 10 seconds, or Redis refuses the credentials
 */
export async function connectRedis(
  address: RedisAddress,
  { log, commandTimeout = COMMAND_TIMEOUT }: RedisConnectionOptions,
): Promise<Redis> {
  const { host, port, db, username, password, tls } = address;
  const client = new Redis({
    host,
    port,
    db,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    lazyConnect: true,
    commandTimeout,
    connectTimeout: COMMAND_TIMEOUT,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Fails what is under way when the connection breaks: nobody knows whether it was done.
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * RETRY_STEP, MAX_RETRY_DELAY) * (0.5 + Math.random() / 2),
    // A primary that was made a replica: what took its place is behind the same address.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  await opened(client, `${host}:${port}`);
  logOutages(client, log);
  return client;
}

/** A connection of its own to the same Redis, for commands that wait there: those go on when it comes back. */
export function connectForWaiting(client: Redis): Redis {
  const waiting = client.duplicate({
    lazyConnect: false,
    commandTimeout: undefined,
    enableOfflineQueue: true,
    autoResubscribe: false,
    maxRetriesPerRequest: null,
  });
  // Outages are told by the connection that it was made from.
  waiting.on('error', () => undefined);
  return waiting;
}

async function opened(client: Redis, where: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let last: unknown = new Error('it did not answer');
  const note = (error: Error): void => {
    last = error;
    if (REFUSED.test(error.message) || UNTRUSTED.test(codeOf(error))) reject(error);
  };
  const timer = setTimeout(() => reject(last), OPENING_TIMEOUT);
  client.on('error', note);
  client.once('ready', resolve);
  client.connect().catch(() => undefined);
  try {
    await promise;
  } catch (error) {
    client.disconnect();
    client.on('error', () => undefined);
    const advice = UNTRUSTED.test(codeOf(error))
      ? 'See that the certificate is for this host, and name the authority that signed it in NODE_EXTRA_CA_CERTS'
      : 'See that it runs, and that the user and the password are right';
    throw new ServerError(
      'queue-unreachable',
      `Redis at ${where} can't be used: ${String(error)}. ${advice}.`,
      { cause: withoutCommand(error) },
    );
  } finally {
    clearTimeout(timer);
    client.off('error', note);
    client.off('ready', resolve);
  }
}

/** What trying again does not help against: of the credentials, and of the certificate. */
const REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR (AUTH|Client sent AUTH|invalid password|DB index))/;
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY|ERR_TLS/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Once when the connection is lost and once when it is back: not for each try in between. */
function logOutages(client: Redis, log: Logger): void {
  let lost = false;
  let reason: string | undefined;
  client.on('error', (error: Error) => {
    reason = error.message;
  });
  client.on('close', () => {
    // The end is our own doing.
    if (lost || client.status === 'end') return;
    lost = true;
    log('warn', 'redis.lost', reason === undefined ? {} : { error: reason });
  });
  client.on('ready', () => {
    if (lost) log('info', 'redis.back');
    lost = false;
    reason = undefined;
  });
}

/** What Redis answers when it is there, but can't do it just now. */
const AWAY =
  /^(OOM|READONLY|LOADING|MISCONF|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|BUSY|TRYAGAIN|NOAUTH|WRONGPASS)\b/;

/**
 * Awaits a command.
 *
 * @throws UnavailableError when Redis could not be reached or could not do it; it may have been done all the same
 */
export async function available<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (error) {
    const plain = withoutCommand(error);
    if (plain instanceof Error && plain.name === 'ReplyError' && !AWAY.test(plain.message)) throw plain;
    throw new UnavailableError('Redis is not available.', { cause: plain });
  }
}

/** The client's errors carry the command with its arguments: a password, or a client's settings. */
function withoutCommand(error: unknown): unknown {
  if (error instanceof Error && 'command' in error) delete error.command;
  return error;
}
