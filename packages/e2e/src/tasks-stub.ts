import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OperationId, operations } from '@detect-regions/spec';

/** Answers a request, or breaks the connection. */
export type Answer = (response: ServerResponse) => void;

/** A service that does what a test tells it to, over real HTTP on this machine. */
export interface StubService extends AsyncDisposable {
  readonly url: string;
  /** The operations that were asked for, in their order. */
  readonly asked: readonly (OperationId | undefined)[];
  /** Credentials that it accepts, whatever they are, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
}

/** An answer in JSON, with the time of the service where that is another. */
export function json(body: object, status = 200, date: Date = new Date()): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', date: date.toUTCString() });
    response.end(JSON.stringify(body));
  };
}

/** An answer in plain text. */
export function plainText(body: string): Answer {
  return (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(body);
}

/** No answer: the connection breaks. */
export const broken: Answer = (response) => void response.destroy();

/** What a task's answer is, by its status on the wire. */
export function taskAnswer(taskStatus: string, messages: readonly string[] = []): Answer {
  return json({ id: 'task-1', taskStatus, error: { messages, warnings: [] } });
}

/** A token, from a service of that time. */
export function token(date?: Date): Answer {
  return json({ access_token: 'a-token', expires_in: 3600, token_type: 'Bearer' }, 200, date);
}

/** Starts the service. What it is not told how to answer, it answers as a service that knows no task. */
export async function stubService(answers: Partial<Record<OperationId, Answer>> = {}): Promise<StubService> {
  const asked: (OperationId | undefined)[] = [];
  const known: Partial<Record<OperationId, Answer>> = { postToken: token(), ...answers };
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    asked.push(operation);
    const answer = (operation && known[operation]) ?? taskAnswer('NotExist');
    // As a service that has read all of it.
    request.resume().on('end', () => answer(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    env: {
      DETECT_REGIONS_BASE_URL: url,
      DETECT_REGIONS_CLIENT_ID: 'someone',
      DETECT_REGIONS_CLIENT_SECRET: 'a-secret',
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function operationOf({ method, url = '' }: IncomingMessage): OperationId | undefined {
  const path = url.split('?')[0];
  return Object.values(operations).find((row) => row.path === path && row.method === method)?.operationId as
    | OperationId
    | undefined;
}
