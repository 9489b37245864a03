import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OperationId, operations } from '@detect-regions/spec';

/** A request that arrived. */
export interface Arrived {
  readonly operation: OperationId | undefined;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What to do with a request. */
export type Answer = (request: Arrived, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server on this machine that does what a test tells it to. */
export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly requests: Arrived[];
  /** How many requests of an operation have arrived. */
  count(operation: OperationId): number;
  /** What to answer next to an operation: each once, the last for ever. */
  answer(operation: OperationId, ...answers: Answer[]): void;
  close(): Promise<void>;
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An answer in plain text. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/plain', ...headers });
    response.end(body);
  };
}

/** The connection breaks before an answer. */
export const broken: Answer = (_request, response) => {
  response.destroy();
};

/** A token that is good for an hour. */
export const token = (value = 'token-1', lifetime = 3_600): Answer =>
  json(200, { access_token: value, expires_in: lifetime, token_type: 'Bearer' });

/** A task that is not done. */
export const pending: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'Pending',
  responseStatusCode: 'NotReady',
});

/** A task that is being worked on. */
export const processing: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'Processing',
  responseStatusCode: 'NotReady',
});

/** A task in a status that the spec does not know. */
export const strange: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'Archiving',
  responseStatusCode: 'NotReady',
});

/** A task that the service does not know. */
export const unknown: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'NotExist',
  responseStatusCode: 'TaskNotFound',
});

/** A task that ended in an error. */
export const failed: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'Error',
  responseStatusCode: 'Error',
  error: { messages: ['The image is blank.'] },
});

/** A task that is done, with the documented sample as its result. */
export const completed: Answer = json(200, {
  id: 'task-1',
  taskStatus: 'Completed',
  responseStatusCode: 'Ok',
  results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
});

/** Starts a server that, unless told otherwise, gives a token, accepts an image as `task-1` and has it done. */
export async function startLoopback(): Promise<Loopback> {
  const requests: Arrived[] = [];
  const answers = new Map<OperationId, Answer[]>([
    ['postToken', [token()]],
    ['postDetectRegions', [text(200, 'task-1')]],
    ['getDetectRegions', [completed]],
    ['getTaskStatus', [json(200, { id: 'task-1', taskStatus: 'Completed', responseStatusCode: 'Ok' })]],
    ['cancelDetectRegions', [text(200, '')]],
  ]);
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk);
    } catch {
      return;
    }
    const path = (incoming.url ?? '').split('?')[0];
    const operation = Object.values(operations).find(
      (row) => row.path === path && row.method === incoming.method,
    );
    const request: Arrived = {
      operation: operation?.operationId as OperationId | undefined,
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('latin1'),
    };
    requests.push(request);
    const queue = request.operation === undefined ? undefined : answers.get(request.operation);
    const answer = queue !== undefined && queue.length > 1 ? queue.shift() : queue?.[0];
    await (answer ?? text(404, 'no such operation'))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    count: (operation) => requests.filter((request) => request.operation === operation).length,
    answer: (operation, ...given) => void answers.set(operation, given),
    close,
    [Symbol.asyncDispose]: close,
  };
}
