import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SecureContextOptions } from 'node:tls';
import { type OperationId, operations } from '@detect-regions/spec';

/** What a stub service has seen of the requests to one scenario. */
export interface Seen {
  /** How many requests have come, by operation. */
  readonly calls: Readonly<Partial<Record<OperationId, number>>>;
  /** The images that have come whole: their length in bytes and their SHA-256. */
  readonly images: readonly { readonly length: number; readonly sha256: string }[];
  readonly userAgent: string | undefined;
  /** Requests to where a redirect points. */
  readonly elsewhere: number;
}

/** Something to be waited for, any number of times. */
class Latch {
  open = (): void => {};
  readonly opened: Promise<void> = new Promise((resolve) => {
    this.open = resolve;
  });
}

/** A state of the stub for each address of a scenario. */
class Visit {
  readonly calls: Partial<Record<OperationId, number>> = {};
  readonly images: { length: number; sha256: string }[] = [];
  userAgent: string | undefined;
  elsewhere = 0;
  readonly uploadBegun: Latch = new Latch();
  readonly uploadEnded: Latch = new Latch();
  /** A submission that is read no further. */
  stalled: IncomingMessage | undefined;

  seen(): Seen {
    const { calls, images, userAgent, elsewhere } = this;
    return { calls, images, userAgent, elsewhere };
  }
}

type Answer = (visit: Visit, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** What a service may do. */
export type ScenarioName =
  | 'plain'
  | 'stale-token'
  | 'rate-limited'
  | 'redirecting'
  | 'missing'
  | 'stalling'
  | 'breaking'
  | 'silent';

/** What a scenario does in place of the usual. */
type Scenario = Readonly<Partial<Record<OperationId, Answer>>>;

const say = (response: ServerResponse, status: number, body: unknown, headers: object = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const usual: Required<Scenario> = {
  postToken: ({ calls }, _request, response) =>
    say(response, 200, {
      access_token: `token-${calls.postToken}`,
      expires_in: 3_600,
      token_type: 'Bearer',
    }),
  postDetectRegions: async (visit, request, response) => {
    const { image } = JSON.parse(await text(request)) as { image: string };
    const bytes = Buffer.from(image, 'base64');
    visit.images.push({ length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`task-${visit.images.length}`);
  },
  getTaskStatus: (_visit, _request, response) =>
    say(response, 200, { id: 'task-1', taskStatus: 'Completed', responseStatusCode: 'Ok' }),
  getDetectRegions: (_visit, _request, response) =>
    say(response, 200, {
      id: 'task-1',
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
    }),
  cancelDetectRegions: (_visit, _request, response) => void response.writeHead(200).end(),
};

/** The scenarios, by the first part of their path. */
const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  plain: {},
  // The first token is refused, as if the service had been restarted.
  'stale-token': {
    postDetectRegions: async (visit, request, response) => {
      if (request.headers.authorization !== 'Bearer token-1')
        return usual.postDetectRegions(visit, request, response);
      await text(request);
      say(response, 401, { title: 'Unauthorized', status: 401 }, { 'www-authenticate': 'Bearer' });
    },
  },
  'rate-limited': {
    postDetectRegions: async (visit, request, response) => {
      if (visit.calls.postDetectRegions !== 1) return usual.postDetectRegions(visit, request, response);
      await text(request);
      say(response, 429, { title: 'Too Many Requests', status: 429 }, { 'retry-after': '1' });
    },
  },
  redirecting: {
    postDetectRegions: async (_visit, request, response) => {
      await text(request);
      response.writeHead(307, { location: request.url?.replace(/\/v5\.0\/.*/, '/elsewhere') }).end();
    },
  },
  missing: {
    getDetectRegions: (_visit, _request, response) => say(response, 404, { title: 'Not Found', status: 404 }),
  },
  // Takes the beginning of an image and then no more.
  stalling: {
    postDetectRegions: (visit, request) => {
      visit.stalled = request;
      request.once('data', () => {
        request.pause();
        visit.uploadBegun.open();
      });
      request.once('close', () => visit.uploadEnded.open());
    },
  },
  breaking: {
    getDetectRegions: (_visit, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":"task-1",', () => response.destroy());
    },
  },
  silent: { getDetectRegions: () => {} },
};

/** What is answered at a path: a file, or where it has gone. */
export type StubFile =
  | { readonly type: string; readonly body: string | Uint8Array }
  | { readonly location: string };

/** A service on this machine that plays scenarios, and serves files to pages of its own origin. */
export interface Stub extends AsyncDisposable {
  readonly url: string;
  /** Files by path. */
  readonly files: Map<string, StubFile>;
}

/**
 * Starts a stub service on a free port.
 *
 * @param tls - key and certificate, for https
 */
export async function startStub(tls?: Pick<SecureContextOptions, 'key' | 'cert'>): Promise<Stub> {
  const visits = new Map<string, Visit>();
  const files: Stub['files'] = new Map();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '', 'http://stub');
    const file = files.get(pathname);
    if (file !== undefined) {
      if ('location' in file) response.writeHead(302, { location: file.location }).end();
      else response.writeHead(200, { 'content-type': file.type }).end(file.body);
      return;
    }
    const [, name = '', id = '', ...rest] = pathname.split('/');
    const scenario: Scenario | undefined = scenarios[name as ScenarioName];
    if (scenario === undefined) return say(response, 404, { title: 'No such scenario' });
    const key = `${name}/${id}`;
    const visit = visits.get(key) ?? new Visit();
    visits.set(key, visit);

    const path = `/${rest.join('/')}`;
    if (path === '/seen') return say(response, 200, visit.seen());
    if (path === '/upload-begun') return visit.uploadBegun.opened.then(() => say(response, 200, {}));
    if (path === '/upload-ended') {
      // While it is not read, its end is not seen.
      visit.stalled?.resume();
      return visit.uploadEnded.opened.then(() => say(response, 200, {}));
    }
    if (path === '/elsewhere') visit.elsewhere++;
    const operation = Object.values(operations).find(
      (row) => row.path === path && row.method === request.method,
    )?.operationId as OperationId | undefined;
    if (operation === undefined) return say(response, 404, { title: 'No such operation' });
    visit.calls[operation] = (visit.calls[operation] ?? 0) + 1;
    visit.userAgent = request.headers['user-agent'];
    const total = Object.values(visit.calls).reduce((sum, count) => sum + count, 0);
    response.setHeader('x-ratelimit-remaining', 150 - total);
    return (scenario[operation] ?? usual[operation])(visit, request, response);
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    // A request that is cut off has nobody who could be told.
    answer(request, response).catch(() => response.destroy());
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
