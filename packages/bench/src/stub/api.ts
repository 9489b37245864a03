import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeRegions } from '@detect-regions/regions';
import { operations } from '@detect-regions/spec';

/** How a service answers. */
export interface Behaviour {
  /** Takes a submission whose body has so many bytes, and gives the id of its task. */
  accept(bytes: number): string;
  /** The JSON of a task. */
  task(id: string): string;
}

/** A service that listens on loopback. */
export interface Api {
  readonly url: string;
  close(): Promise<void>;
}

const token = JSON.stringify({ access_token: 'bench-token', expires_in: 3600, token_type: 'Bearer' });
const data = encodeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }]);

/** The JSON of a task that is done, with one region. */
export function completed(id: string): string {
  const results = [{ type: 'Other', data }];
  return JSON.stringify({ id, taskStatus: 'Completed', responseStatusCode: 'Ok', results });
}

/**
 * Starts the least server that speaks the API: it reads a body to its end, counts its bytes, and answers. It checks
 * nothing, so that what is measured is the client.
 */
export async function startApi({ accept, task }: Behaviour): Promise<Api> {
  const { postToken, postDetectRegions, getDetectRegions } = operations;
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
    });
    request.on('end', () => {
      const [path, query] = (request.url ?? '').split('?', 2);
      const is = (row: { method: string; path: string }): boolean =>
        request.method === row.method && path === row.path;
      if (is(postDetectRegions)) answer(response, 200, 'text/plain', accept(bytes));
      else if (is(getDetectRegions)) {
        answer(response, 200, 'application/json', task(new URLSearchParams(query).get('id') ?? ''));
      } else if (is(postToken)) answer(response, 200, 'application/json', token);
      else answer(response, 404, 'application/json', '{"title":"No such operation","status":404}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
