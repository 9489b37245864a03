import { isSecretHash } from './auth/hashed-client.ts';
import { configEntries } from './config/entries.ts';
import { ServerError } from './errors.ts';
import { isLoopback } from './http/loopback.ts';
import type { Limits, ResolvedOptions, ServerOptions } from './options.ts';

/** Ended tasks that are kept, where that takes no more than room on a disk. */
const FINISHED = 1_000_000;

/** Ended tasks that are kept in memory, where they are lost with the process anyway. */
const FINISHED_IN_MEMORY = 10_000;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ServerError `invalid-options` that names the option and what it accepts
 */
export function resolveOptions(options: ServerOptions): ResolvedOptions {
  checkLimitNames(options.limits);
  checkClients(options.clients);
  const resolved: Record<string, unknown> = { now: options.now ?? Date.now };
  const limits: Record<string, unknown> = {};
  for (const { option, kind, secret, default: standard } of configEntries) {
    const value = memberOf(options, option) ?? standard;
    if (value === undefined || option === 'clients') continue;
    if (!kind.check(value)) {
      const got = secret === undefined ? `; got ${shown(value)}` : '';
      throw invalid(`${option} must be ${kind.acceptedValue}${got}.`);
    }
    const [group, limit] = option.split('.');
    if (group === 'limits' && limit !== undefined) limits[limit] = value;
    else resolved[option] = value;
  }
  const {
    host,
    port,
    behindProxy,
    playground,
    concurrency,
    tokenLifetimeSeconds,
    resultLifetimeSeconds,
    now,
  } = resolved as unknown as ResolvedOptions;
  const {
    tls,
    cors,
    rateLimit,
    metrics,
    clients,
    data,
    queue,
    images,
    signingKey,
    ownsProcess = false,
  } = options;
  if (typeof ownsProcess !== 'boolean') {
    throw invalid(`ownsProcess must be true or false; got ${shown(ownsProcess)}.`);
  }
  checkGroups(options);
  if (queue !== undefined && images === undefined && data === undefined) {
    throw invalid('queue needs images (or data): a place for images that all servers and workers see.');
  }
  limits.finishedTasks ??= data === undefined && queue === undefined ? FINISHED_IN_MEMORY : FINISHED;
  const { headersSeconds, requestSeconds } = limits as unknown as Limits;
  if (headersSeconds > requestSeconds) {
    throw invalid(
      `limits.headersSeconds must be limits.requestSeconds (${requestSeconds}) or less; got ${headersSeconds}.`,
    );
  }
  if (!behindProxy && !tls && !isLoopback(host)) {
    throw invalid(
      `host must be a loopback address such as 127.0.0.1; got ${host}. The server speaks plain HTTP: to open it to a ` +
        'network, give it a certificate with tls.certFile and tls.keyFile, or put a proxy in front that adds TLS, and ' +
        'set behindProxy.',
    );
  }
  return {
    host,
    port,
    behindProxy,
    playground,
    concurrency,
    tokenLifetimeSeconds,
    resultLifetimeSeconds,
    now,
    data,
    queue,
    images,
    signingKey: signingKey === undefined ? undefined : Buffer.from(signingKey, 'base64'),
    limits: limits as unknown as Limits,
    ownsProcess,
    tls,
    cors,
    rateLimit,
    metrics,
    clients,
  };
}

/** @param path - such as `limits.imageBytes` */
function memberOf(options: ServerOptions, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (Object(value) as Record<string, unknown>)[name], options);
}

function checkLimitNames(limits: object | undefined): void {
  const known = configEntries.flatMap(({ option }) => /^limits\.(.*)$/.exec(option)?.[1] ?? []);
  for (const name of Object.keys(limits ?? {})) {
    if (!known.includes(name)) {
      throw invalid(`limits.${name} is not a limit; there are ${known.join(', ')}.`);
    }
  }
}

function checkGroups({ tls, cors, metrics }: ServerOptions): void {
  if (tls && (tls.certFile === undefined || tls.keyFile === undefined)) {
    throw invalid('tls.certFile and tls.keyFile must be given both.');
  }
  if (metrics && metrics.port === undefined) throw invalid('metrics.port must be given with metrics.host.');
  for (const origin of cors?.origins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw invalid(`cors.origins must be origins such as https://app.example.com; got ${shown(origin)}.`);
    }
  }
}

function checkClients(clients: ServerOptions['clients']): void {
  if (clients === undefined) return;
  if (clients.length === 0)
    throw invalid('clients must not be empty; leave it out to have a client made up.');
  const ids = new Set<string>();
  for (const [index, client] of clients.entries()) {
    const { clientId } = client;
    // The values stay out of the message: it ends up in logs.
    if (typeof clientId !== 'string' || clientId === '')
      throw invalid(`clients[${index}].clientId must be a text.`);
    if ('secretHash' in client) {
      if (!isSecretHash(client.secretHash)) {
        throw invalid(`clients[${index}].secretHash must be one that hashSecret made.`);
      }
    } else if (typeof client.clientSecret !== 'string' || client.clientSecret === '') {
      throw invalid(`clients[${index}].clientSecret must be a text.`);
    }
    if (ids.has(clientId)) throw invalid(`clients[${index}].clientId is the same as one before.`);
    ids.add(clientId);
  }
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function invalid(message: string): ServerError {
  return new ServerError('invalid-options', message);
}
