import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServerError } from '../errors.ts';
import type { Limits, TlsFiles } from '../options.ts';
import type { Env } from './env.ts';
import { type ProblemStatus, problemDetails } from './problem.ts';
import { readTlsFiles } from './tls.ts';

/** Where and how to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: Limits;
  /** Undefined: plain HTTP. */
  readonly tls?: TlsFiles | undefined;
  /** Whether the global `Request` and `Response` may be replaced by lighter ones. Default false. */
  readonly ownsProcess?: boolean | undefined;
}

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /** Where it is, without a slash at the end. */
  readonly url: string;
  /**
   * Resolves once the requests under way are answered; those that take longer than `limits.stopSeconds` are cut off.
   * Until then it goes on to listen, so that the app can refuse what is new; every answer is the last of its connection.
   */
  close(): Promise<void>;
  /**
   * Reads the certificate again, for connections to come.
   *
   * @throws ServerError `invalid-options`; the old one stays
   */
  reloadTls(): void;
}

/** How long a connection stays open between requests, in milliseconds: longer than any sensible pause of a poll. */
const KEEP_ALIVE = 65_000;

/** How long the last answers of a stop may take to leave, in milliseconds. */
const LAST_ANSWERS = 500;

/** In how many turns of the event loop a connection that waits is taken, and its request read. */
const QUIET_TURNS = 4;

/** How many turns to spend on requests that come during a stop: there may always be more of them. */
const MOST_TURNS = 1000;

/** How often slow connections are looked for, in milliseconds. */
const CHECK_INTERVAL = 1000;

/**
 * Serves an app over HTTP/1.1, with TLS or without.
 *
 * @throws ServerError `address-in-use`, `listen-failed`, or `invalid-options` for a certificate that is none
 */
export async function listen(
  app: Hono<Env>,
  { host, port, limits, tls, ownsProcess = false }: ListenOptions,
): Promise<Listener> {
  const answer = getRequestListener(app.fetch, {
    hostname: host,
    overrideGlobalObjects: ownsProcess,
    // Node drops bodies that nobody reads by itself, and lets the client see the answer.
    autoCleanupIncoming: false,
    errorHandler: () => problemResponse(400, 'The request line or the Host header is malformed.'),
  });
  const server = createFor(limits, tls);
  const underWay = new UnderWay();
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    underWay.add(outgoing);
    void answer(incoming, outgoing);
  };
  server.on('request', serve);
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    continueOnceRead(incoming, outgoing);
    serve(incoming, outgoing);
  });
  server.on('clientError', refuseMalformed);
  await startListening(server, host, port);
  const { port: boundPort } = server.address() as AddressInfo;
  const scheme = tls ? 'https' : 'http';
  return {
    port: boundPort,
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    async close() {
      await underWay.end(limits.stopSeconds * 1000);
      await underWay.quiet();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      // What is left are refusals on their way, and connections that never sent a whole request.
      const deadline = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
      await promise;
      clearTimeout(deadline);
    },
    reloadTls() {
      if (tls) (server as SecureServer).setSecureContext(readTlsFiles(tls));
    },
  };
}

function createFor(limits: Limits, tls: TlsFiles | undefined): Server | SecureServer {
  const options = {
    headersTimeout: limits.headersSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    keepAliveTimeout: KEEP_ALIVE,
    connectionsCheckingInterval: CHECK_INTERVAL,
  };
  const server = tls
    ? createSecureServer({ ...options, ...readTlsFiles(tls), handshakeTimeout: options.headersTimeout })
    : createServer(options);
  server.maxConnections = limits.connections;
  return server;
}

/** The requests that are being answered, for a stop that waits for them. */
class UnderWay {
  readonly #answers = new Set<ServerResponse>();
  #ending = false;
  #arrived = 0;
  #idle: () => void = () => undefined;

  /** Counts an answer until it has left, or its connection is gone. During a stop it counts no more. */
  add(outgoing: ServerResponse): void {
    this.#arrived += 1;
    if (this.#ending) {
      outgoing.shouldKeepAlive = false;
      return;
    }
    this.#answers.add(outgoing);
    outgoing.once('close', () => {
      this.#answers.delete(outgoing);
      if (this.#answers.size === 0) this.#idle();
    });
  }

  /** Resolves when none is left, or the time is up. */
  async end(time: number): Promise<void> {
    this.#ending = true;
    for (const outgoing of this.#answers) outgoing.shouldKeepAlive = false;
    if (this.#answers.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle = resolve;
    const deadline = setTimeout(resolve, time);
    await promise;
    clearTimeout(deadline);
  }

  /**
   * Resolves when no more requests come: those that have reached this machine, but not yet this process, would be cut off
   * if it closed their connections.
   */
  async quiet(): Promise<void> {
    let arrived = -1;
    for (let turns = 0; turns < MOST_TURNS && arrived !== this.#arrived; turns += QUIET_TURNS) {
      arrived = this.#arrived;
      for (let turn = 0; turn < QUIET_TURNS; turn += 1) await nextTurn();
    }
  }
}

/**
 * Lets a client that waits with its body (RFC 9110, section 10.1.1) send it as soon as somebody reads it: a body that is
 * refused by its headers never travels.
 */
function continueOnceRead(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { shouldKeepAlive } = outgoing;
  // A client that was refused may send its body or not, so what follows can't be told from a body.
  outgoing.shouldKeepAlive = false;
  incoming.once('resume', () => {
    if (outgoing.headersSent) return;
    outgoing.shouldKeepAlive = shouldKeepAlive;
    outgoing.writeContinue();
  });
}

async function startListening(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  try {
    await promise;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw code === 'EADDRINUSE'
      ? new ServerError(
          'address-in-use',
          `Port ${port} of ${host} is taken: choose another, or 0 for a free one.`,
          {
            cause,
          },
        )
      : new ServerError(
          'listen-failed',
          `Can't listen on port ${port} of ${host}: ${code ?? String(cause)}.`,
          {
            cause,
          },
        );
  } finally {
    server.off('error', reject);
  }
}

/** Answers a request that isn't HTTP, or that came too slowly, as other refusals are. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  // What is no TLS can't be answered.
  if (!socket.writable || error.code === 'ECONNRESET' || /^ERR_(SSL|TLS)_/.test(error.code ?? '')) {
    socket.destroy();
    return;
  }
  const [status, detail] = malformed[error.code ?? ''] ?? [400, 'The request is not HTTP/1.1.'];
  const body = JSON.stringify(problemDetails(status, detail));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

const malformed: Readonly<Record<string, [ProblemStatus, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
};

function problemResponse(status: ProblemStatus, detail: string): Response {
  return Response.json(problemDetails(status, detail), { status });
}
