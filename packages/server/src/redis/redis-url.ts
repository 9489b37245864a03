import { ServerError } from '../errors.ts';

/** Where a Redis is, and which of its keys are ours. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** The number of the database. */
  readonly db: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Whether to speak TLS: `rediss://`. */
  readonly tls: boolean;
  /** What the names of all keys begin with. */
  readonly prefix: string;
  /** After how many milliseconds without a sign of life a worker counts as lost. */
  readonly lockDuration: number;
}

const DEFAULT_PORT = 6379;
const DEFAULT_PREFIX = 'detect-regions';
/** In seconds: far longer than a busy process is silent, short enough that nobody gives up on the task of a lost one. */
const DEFAULT_LOCK = 30;
const MAX_LOCK = 60 * 60;

/** Letters that have no meaning in a pattern of Redis, nor in a key of BullMQ. */
const PREFIX = /^[\w-]{1,64}$/;

/**
 * Reads `redis://[[user]:password@]host[:port][/database][?prefix=…&lockSeconds=…]`, or `rediss://` for TLS.
 *
 * @throws ServerError `invalid-options`; the message has nothing of the URL, as a password may be in it
 */
export function parseRedisUrl(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if ((url?.protocol !== 'redis:' && url?.protocol !== 'rediss:') || url.hostname === '') {
    throw invalid('must be redis://host:port, or rediss://host:port for TLS, such as redis://127.0.0.1:6379');
  }
  for (const name of url.searchParams.keys()) {
    if (name !== 'prefix' && name !== 'lockSeconds')
      throw invalid('may have the parameters prefix and lockSeconds, no others');
  }
  const db = url.pathname.replace(/^\//, '') || '0';
  if (!/^\d{1,4}$/.test(db))
    throw invalid('must have the number of a database as its path, or none: redis://host/0');
  const prefix = url.searchParams.get('prefix') ?? DEFAULT_PREFIX;
  if (!PREFIX.test(prefix))
    throw invalid('must have a prefix of 1 to 64 letters, digits, hyphens and underscores');
  const lock = Number(url.searchParams.get('lockSeconds') ?? DEFAULT_LOCK);
  if (!Number.isInteger(lock) || lock < 1 || lock > MAX_LOCK) {
    throw invalid(`must have as lockSeconds a whole number from 1 to ${MAX_LOCK}`);
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || DEFAULT_PORT),
    db: Number(db),
    username: decode(url.username),
    password: decode(url.password),
    tls: url.protocol === 'rediss:',
    prefix,
    lockDuration: lock * 1000,
  };
}

function decode(part: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid('must have its user and password percent-encoded');
  }
}

function invalid(what: string): ServerError {
  return new ServerError('invalid-options', `queue ${what}.`);
}
