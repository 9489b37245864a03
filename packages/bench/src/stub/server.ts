import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeRegions } from '@detect-regions/regions';
import { operations } from '@detect-regions/spec';
import { taskId } from './task-id.ts';

/** What was submitted since it was last asked for. */
export interface Received {
  readonly submissions: number;
  /** Of their bodies. */
  readonly bytes: number;
}

/** A running stub. */
export interface Stub {
  readonly url: string;
  /** Tells what was submitted, and starts counting anew. */
  take(): Received;
  close(): Promise<void>;
}

const token = JSON.stringify({ access_token: 'bench-token', expires_in: 3600, token_type: 'Bearer' });
const result = JSON.stringify({
  id: taskId,
  taskStatus: 'Completed',
  responseStatusCode: 'Ok',
  results: [{ type: 'Other', data: encodeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }]) }],
});

/**
 * Starts the least server that speaks the API, on loopback: it reads a body to its end, counts its bytes, and
 * answers at once. It checks nothing, so that what is measured is the client.
 */
export async function startStub(): Promise<Stub> {
  let submissions = 0;
  let bytes = 0;
  const { postToken, postDetectRegions, getDetectRegions } = operations;

  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const call = `${request.method} ${request.url?.split('?', 1)[0]}`;
    const submitted = call === `${postDetectRegions.method} ${postDetectRegions.path}`;
    let length = 0;
    request.on('data', (chunk: Uint8Array) => {
      length += chunk.byteLength;
    });
    request.on('end', () => {
      if (submitted) {
        submissions += 1;
        bytes += length;
        answer(response, 200, 'text/plain', taskId);
      } else if (call === `${getDetectRegions.method} ${getDetectRegions.path}`) {
        answer(response, 200, 'application/json', result);
      } else if (call === `${postToken.method} ${postToken.path}`) {
        answer(response, 200, 'application/json', token);
      } else {
        answer(response, 404, 'application/json', JSON.stringify({ title: `No ${call} here`, status: 404 }));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const received = { submissions, bytes };
      submissions = 0;
      bytes = 0;
      return received;
    },
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
