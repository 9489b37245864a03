import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type ClientCredentials, type LogEntry, type ServerOptions, startServer } from '../src/index.ts';
import { GatedEngine } from './gated-engine.ts';

/** The smallest image: one grey pixel, PNG. */
export const PNG: string =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';

export const TASKS = '/v5.0/ocr/DetectRegions';
export const STATUS = '/v5.0/ocr/Utilities/GetTaskStatus';
export const TOKEN = '/connect/token';

export const ann = { clientId: 'ann', clientSecret: 'secret of ann' };
export const bob = { clientId: 'bob', clientSecret: 'secret of bob' };

/** What an answer of the service was. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text, parsed. */
  json(): Record<string, unknown>;
}

/** A service for a test, and how to talk to it. */
export interface TestService {
  readonly url: string;
  readonly port: number;
  readonly metricsUrl: string | undefined;
  readonly engine: GatedEngine;
  readonly log: LogEntry[];
  readonly credentials: readonly ClientCredentials[];
  reloadCertificate(): void;
  close(): Promise<void>;
  /** Sends a request as it is. */
  call(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: BodyInit },
  ): Promise<Answer>;
  /** A token of a client; the same one each time. */
  token(client?: typeof ann): Promise<string>;
  /** Sends a request with a token. */
  as(
    client: typeof ann,
    method: string,
    path: string,
    init?: Parameters<TestService['call']>[2],
  ): Promise<Answer>;
  /** Submits a JSON body, a valid one by default. */
  submit(body?: unknown, client?: typeof ann): Promise<Answer>;
  /** Submits, and gives the id of the task. */
  task(client?: typeof ann): Promise<string>;
  /** Sends bytes to the port, and resolves with all that comes back until the server closes the connection. */
  raw(bytes: string | Uint8Array): Promise<string>;
}

/** Starts a service that ends with the test. Its engine is gated, its port free, its clients Ann and Bob. */
export async function testService(options: ServerOptions = {}): Promise<TestService> {
  const engine = new GatedEngine();
  const log: LogEntry[] = [];
  const server = await startServer({
    port: 0,
    clients: [ann, bob],
    engine,
    log: (entry) => log.push(entry),
    ...options,
    limits: { stopSeconds: 1, ...options.limits },
  });
  onTestFinished(() => server.close());
  const tokens = new Map<string, Promise<string>>();

  const service: TestService = {
    url: server.url,
    port: server.port,
    metricsUrl: server.metricsUrl,
    reloadCertificate: server.reloadCertificate,
    engine,
    log,
    credentials: server.credentials,
    close: server.close,
    async call(method, path, init = {}) {
      const response = await fetch(server.url + path, { method, redirect: 'error', ...init });
      const body = await response.text();
      return { status: response.status, headers: response.headers, text: body, json: () => JSON.parse(body) };
    },
    token(client = ann) {
      const known = tokens.get(client.clientId) ?? fetchToken(service, client);
      tokens.set(client.clientId, known);
      return known;
    },
    async as(client, method, path, init = {}) {
      const authorization = `Bearer ${await service.token(client)}`;
      return service.call(method, path, { ...init, headers: { authorization, ...init.headers } });
    },
    submit(body = { image: PNG, settings: {} }, client = ann) {
      return service.as(client, 'POST', TASKS, {
        headers: { 'content-type': 'application/json', accept: 'text/plain' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
    async task(client = ann) {
      const answer = await service.submit(undefined, client);
      if (answer.status !== 200) throw new Error(`The submission was refused: ${answer.text}`);
      return answer.text;
    },
    async raw(bytes) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(bytes);
      return text(socket);
    },
  };
  return service;
}

async function fetchToken(service: TestService, { clientId, clientSecret }: typeof ann): Promise<string> {
  const answer = await service.call('POST', TOKEN, {
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  return String(answer.json().access_token);
}

/** Sends a request with headers that fetch would not send. */
export async function plainRequest(
  url: string,
  {
    method,
    headers,
    body,
    path,
  }: {
    method: string;
    headers: Record<string, string | string[]>;
    body?: string | Uint8Array;
    /** As it is, instead of the path of the URL. */
    path?: string;
  },
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: Record<string, unknown>;
    text: string;
  }>();
  const outgoing = request(url, { method, headers, ...(path === undefined ? {} : { path }) }, (incoming) => {
    text(incoming).then(
      (answer) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: answer }),
      reject,
    );
  });
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}
