import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service that is asked to cancel a task, and never answers that. */
export interface UncancellableService extends AsyncDisposable {
  /** For a command line that is to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when it has been asked to cancel a task. */
  readonly asked: Promise<unknown>;
}

const pending = JSON.stringify({ id: 'task', taskStatus: 'Pending', responseStatusCode: 'NotReady' });

/** Starts a service on which every task is pending for ever. */
export async function startUncancellableService(): Promise<UncancellableService> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'DELETE') server.emit('asked');
    if (request.method === 'POST') response.setHeader('content-type', 'text/plain').end('task');
    if (request.method === 'GET') response.setHeader('content-type', 'application/json').end(pending);
  });
  const asked = once(server, 'asked');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      DETECT_REGIONS_BASE_URL: `http://127.0.0.1:${port}`,
      DETECT_REGIONS_ACCESS_TOKEN: 'a-token',
    },
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
