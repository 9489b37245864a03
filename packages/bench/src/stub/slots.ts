import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeRegions } from '@detect-regions/regions';
import { operations } from '@detect-regions/spec';

/** How a service works that does several tasks at a time. */
export interface Slots {
  /** How many at a time; the others wait in the order in which they came. */
  readonly slots: number;
  /** How long each takes, in milliseconds. */
  readonly serviceTime: number;
}

/** What such a service was asked for. */
export interface Asked {
  readonly submissions: number;
  readonly polls: number;
}

/** A running service. */
export interface SlotService {
  readonly url: string;
  asked(): Asked;
  close(): Promise<void>;
}

const token = JSON.stringify({ access_token: 'bench-token', expires_in: 3600, token_type: 'Bearer' });
const data = encodeRegions([{ left: 0, top: 8, right: 697, bottom: 441 }]);

/**
 * Starts a service on loopback whose tasks take time. When each is done follows from when it was accepted, so that
 * no timer of this process adds to it.
 */
export async function startSlots({ slots, serviceTime }: Slots): Promise<SlotService> {
  /** When each slot is done with all that it was given. */
  const free = new Float64Array(slots);
  const doneAt: number[] = [];
  let polls = 0;
  const { postToken, postDetectRegions, getDetectRegions } = operations;

  const accept = (): string => {
    const slot = free.indexOf(Math.min(...free));
    const done = Math.max(free[slot] ?? 0, performance.now()) + serviceTime;
    free[slot] = done;
    return String(doneAt.push(done) - 1);
  };
  const result = (id: string): object => {
    polls++;
    return performance.now() >= (doneAt[Number(id)] ?? Infinity)
      ? { id, taskStatus: 'Completed', responseStatusCode: 'Ok', results: [{ type: 'Other', data }] }
      : { id, taskStatus: 'Processing', responseStatusCode: 'NotReady' };
  };

  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const is = ({ method, path }: { method: string; path: string }): boolean =>
        request.method === method && pathname === path;
      if (is(postDetectRegions)) answer(response, 200, 'text/plain', accept());
      else if (is(getDetectRegions)) {
        answer(response, 200, 'application/json', JSON.stringify(result(searchParams.get('id') ?? '')));
      } else if (is(postToken)) answer(response, 200, 'application/json', token);
      else answer(response, 404, 'application/json', '{"status":404}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => ({ submissions: doneAt.length, polls }),
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
