import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServerError } from '../errors.ts';
import type { Limits } from '../options.ts';
import type { Env } from './env.ts';
import { type ProblemStatus, problemDetails } from './problem.ts';

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /**
   * Takes no more connections, and resolves once the requests under way are answered. Those that take longer than
   * `limits.stopSeconds` are cut off.
   */
  close(): Promise<void>;
}

/** How long a connection stays open between requests, in milliseconds: longer than any sensible pause of a poll. */
const KEEP_ALIVE = 65_000;

/** How often idle connections are closed during a stop, in milliseconds. */
const SWEEP_INTERVAL = 20;

/** How often slow connections are looked for, in milliseconds. */
const CHECK_INTERVAL = 1000;

/**
 * Serves an app over HTTP/1.1.
 *
 * @throws ServerError `address-in-use` or `listen-failed`
 */
export async function listen(app: Hono<Env>, host: string, port: number, limits: Limits): Promise<Listener> {
  const answer = getRequestListener(app.fetch, {
    hostname: host,
    overrideGlobalObjects: false,
    // Node drops bodies that nobody reads by itself, and lets the client see the answer.
    autoCleanupIncoming: false,
    errorHandler: () => problemResponse(400, 'The request line or the Host header is malformed.'),
  });
  let closing = false;
  const server = createServer({
    headersTimeout: limits.headersSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    keepAliveTimeout: KEEP_ALIVE,
    connectionsCheckingInterval: CHECK_INTERVAL,
  });
  server.maxConnections = limits.connections;
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (closing) outgoing.shouldKeepAlive = false;
    void answer(incoming, outgoing);
  };
  server.on('request', serve);
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    continueOnceRead(incoming, outgoing);
    serve(incoming, outgoing);
  });
  server.on('clientError', refuseMalformed);
  await startListening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      closing = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      // A connection may become idle at any time, so this is repeated.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL);
      const deadline = setTimeout(() => server.closeAllConnections(), limits.stopSeconds * 1000);
      await promise;
      clearInterval(sweep);
      clearTimeout(deadline);
    },
  };
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
  if (!socket.writable || error.code === 'ECONNRESET') {
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
