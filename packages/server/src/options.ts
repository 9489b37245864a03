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
  return { host, port, ...amounts, limits, now };
}

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
