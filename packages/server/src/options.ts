import { BlockList, isIP } from 'node:net';
import { limits as apiLimits, servers } from '@detect-regions/spec';
import type { ClientCredentials } from './auth/clients.ts';
import { ServerError } from './errors.ts';
import type { Log } from './log.ts';
import type { DetectionEngine } from './worker.ts';

/** How a server is set up. Everything has a default. */
export interface ServerOptions {
  /** The address to listen on. Default `127.0.0.1`; others than loopback need {@link ServerOptions.behindProxy}. */
  readonly host?: string | undefined;
  /** The port to listen on; 0 takes a free one. Default: that of the spec's local server. */
  readonly port?: number | undefined;
  /**
   * Allows a host that isn't loopback. The server speaks plain HTTP, so secrets and images could be read on the way:
   * say so only where a proxy in front adds TLS, or where the network is your own. Default false.
   */
  readonly behindProxy?: boolean | undefined;
  /** The clients that may get tokens. Default: one is made up for this run; see `RunningServer.credentials`. */
  readonly clients?: readonly ClientCredentials[] | undefined;
  /**
   * What finds the regions. Default: `createEngineThread()` of `@detect-regions/engine`, closed with the server; one
   * that is given stays open.
   */
  readonly engine?: DetectionEngine | undefined;
  /** How many images are given to the engine at the same time. Default 1: the engine uses all cores for one. */
  readonly concurrency?: number | undefined;
  /** For how long a token is good, in seconds. Default: `limits.tokenSeconds` of the spec, an hour. */
  readonly tokenLifetimeSeconds?: number | undefined;
  /** For how long the result of a task is kept after it ended, in seconds. Default: `limits.resultSeconds` of the spec, a day. */
  readonly resultLifetimeSeconds?: number | undefined;
  /** What strangers may use up. */
  readonly limits?: Partial<Limits> | undefined;
  /**
   * The folder that tasks, results, images and the signing key are kept in, so that a restart loses nothing. It is made
   * when it isn't there, and can be used by one server at a time. Default: all is kept in memory, and lost with the
   * process.
   */
  readonly data?: string | undefined;
  /**
   * A `redis://` or `rediss://` URL: tasks and results are kept there, and several servers and workers may share them.
   * They must all see the same images, and the servers have the same `signingKey` and `clients`. Default: the queue is
   * embedded.
   */
  readonly queue?: string | undefined;
  /**
   * Where images wait for a worker: a folder, or `s3://bucket/prefix?endpoint=…&region=…` with the credentials in
   * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. Default: in `data`, or else in memory.
   */
  readonly images?: string | undefined;
  /**
   * The key that tokens are signed with: 32 bytes or more, in Base64. Default: the one that is kept in `data`, or one
   * made up for this run.
   */
  readonly signingKey?: string | undefined;
  /** Receives what happens, for a log. Default: nothing is logged. */
  readonly log?: Log | undefined;
  /** The time, in milliseconds since 1970, that tokens and results age by. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** What strangers may use up. A request beyond is refused with 413 or 503, or its connection is closed. */
export interface Limits {
  /** Bytes of an image, decoded. Default: `limits.imageBytes` of the spec, 100 MiB. */
  readonly imageBytes: number;
  /** Bytes of all images that wait, and of those that are just coming in. Default 1 GiB. */
  readonly storedBytes: number;
  /** Tasks that wait. Default 1,000. */
  readonly pendingTasks: number;
  /** Ended tasks that are kept; beyond, the one that ended first is forgotten early. Default 10,000. */
  readonly finishedTasks: number;
  /** Connections at a time. Default 1,000. */
  readonly connections: number;
  /** Seconds for the headers of a request. Default 10. */
  readonly headersSeconds: number;
  /** Seconds for a whole request, its body included. Default 300. */
  readonly requestSeconds: number;
  /** Seconds that a stop waits for requests under way. Default 10. */
  readonly stopSeconds: number;
}

/** Options with their defaults, but for those that are made when the server starts. */
export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly concurrency: number;
  readonly tokenLifetimeSeconds: number;
  readonly resultLifetimeSeconds: number;
  readonly data: string | undefined;
  readonly queue: string | undefined;
  readonly images: string | undefined;
  readonly signingKey: Uint8Array | undefined;
  readonly limits: Limits;
  readonly now: () => number;
}

const defaultLimits: Limits = {
  imageBytes: apiLimits.imageBytes,
  storedBytes: 1024 ** 3,
  pendingTasks: 1000,
  finishedTasks: 10_000,
  connections: 1000,
  headersSeconds: 10,
  requestSeconds: 300,
  stopSeconds: 10,
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ServerError `invalid-options` that names the option and what it accepts
 */
export function resolveOptions(options: ServerOptions): ResolvedOptions {
  const {
    host = '127.0.0.1',
    port = servers.local.port,
    behindProxy = false,
    clients,
    concurrency = 1,
    tokenLifetimeSeconds = apiLimits.tokenSeconds,
    resultLifetimeSeconds = apiLimits.resultSeconds,
    now = Date.now,
  } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw invalid(`port must be a whole number from 0 to 65535; got ${String(port)}.`);
  }
  if (!behindProxy && !isLoopback(host)) {
    throw invalid(
      `host must be a loopback address such as 127.0.0.1; got ${host}. The server speaks plain HTTP: to open it to a ` +
        'network, put a proxy in front that adds TLS, and set behindProxy.',
    );
  }
  checkClients(clients);
  const places = resolvePlaces(options);
  const given = Object.entries(options.limits ?? {}).filter(([, value]) => value !== undefined);
  const limits: Limits = { ...defaultLimits, ...Object.fromEntries(given) };
  const amounts = { concurrency, tokenLifetimeSeconds, resultLifetimeSeconds };
  for (const [name, value] of Object.entries({ ...amounts, ...prefixed('limits.', limits) })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw invalid(`${name} must be a whole number above 0; got ${String(value)}.`);
    }
  }
  for (const name of Object.keys(limits)) {
    if (!Object.hasOwn(defaultLimits, name)) {
      throw invalid(`limits.${name} is not a limit; there are ${Object.keys(defaultLimits).join(', ')}.`);
    }
  }
  return { host, port, ...amounts, ...places, limits, now };
}

/** Bytes of a signing key: as many as HMAC SHA-256 gives (RFC 7518, section 3.2). */
const MIN_KEY_BYTES = 32;

function resolvePlaces(
  options: ServerOptions,
): Pick<ResolvedOptions, 'data' | 'queue' | 'images' | 'signingKey'> {
  const { data, queue, images, signingKey } = options;
  if (data === '') throw invalid('data must be the path of a folder; leave it out to keep all in memory.');
  if (images === '')
    throw invalid('images must be a folder or an s3:// URL; leave it out to keep them in data.');
  if (queue !== undefined && !/^rediss?:$/.test(URL.parse(queue)?.protocol ?? '')) {
    // Not quoted: it may hold a password.
    throw invalid('queue must be a redis:// or rediss:// URL.');
  }
  const key = signingKey === undefined ? undefined : Buffer.from(signingKey, 'base64');
  if (key && (!BASE64.test(signingKey ?? '') || key.byteLength < MIN_KEY_BYTES)) {
    throw invalid(
      `signingKey must be ${MIN_KEY_BYTES} bytes or more in Base64, as \`openssl rand -base64 ${MIN_KEY_BYTES}\` makes them.`,
    );
  }
  return { data, queue, images, signingKey: key };
}

const BASE64 = /^[\w+/-]+={0,2}$/;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

function isLoopback(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? host === 'localhost' : loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function checkClients(clients: readonly ClientCredentials[] | undefined): void {
  if (clients === undefined) return;
  if (clients.length === 0)
    throw invalid('clients must not be empty; leave it out to have a client made up.');
  const ids = new Set<string>();
  for (const [index, { clientId, clientSecret }] of clients.entries()) {
    // The values stay out of the message: it ends up in logs.
    if (typeof clientId !== 'string' || clientId === '')
      throw invalid(`clients[${index}].clientId must be a text.`);
    if (typeof clientSecret !== 'string' || clientSecret === '') {
      throw invalid(`clients[${index}].clientSecret must be a text.`);
    }
    if (ids.has(clientId)) throw invalid(`clients[${index}].clientId is the same as one before.`);
    ids.add(clientId);
  }
}

function prefixed(prefix: string, values: object): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
}

function invalid(message: string): ServerError {
  return new ServerError('invalid-options', message);
}
