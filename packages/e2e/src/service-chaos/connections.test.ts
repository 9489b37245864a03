import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@detect-regions/spec';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Customer, credentials } from './customer.ts';
import { skipUnlessAll } from './extent.ts';
import { imageOf } from './images.ts';
import { Ledger } from './ledger.ts';
import { Load } from './load.ts';
import { Supervised } from './supervised.ts';

/** Of each kind of connection that gives trouble. */
const many = 60;
const count = 100;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-connections-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('clients that are slow, half gone or deaf, under load: each task ends once, and nobody is left hanging', async (context) => {
  skipUnlessAll(context);
  const ledger = new Ledger();
  const limits = { headersSeconds: 2, requestSeconds: 4, stopSeconds: 5 };
  const options = { clients: [credentials], data: join(folder, 'data'), limits };
  await using server = await Supervised.start({ role: 'server', options }, ledger);
  const customer = new Customer(() => server.url);
  const token = await customer.token();
  const body = `{"image":"${imageOf(0).toString('base64')}"}`;
  const head = [
    `POST ${operations.postDetectRegions.path} HTTP/1.1`,
    'host: service',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
  ].join('\r\n');
  const whole = `${head}\r\n\r\n${body}`;

  const sockets: Socket[] = [];
  const open = (text: string, then?: (socket: Socket) => void): void => {
    for (let index = 0; index < many; index++) {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      // What is refused may be reset: all that counts is that it ends.
      socket.on('error', () => undefined);
      socket.write(text, () => then?.(socket));
      sockets.push(socket);
    }
  };
  open(`${head}\r\nx-slow: `, (socket) => socket.resume());
  open(whole.slice(0, -10), (socket) => socket.resume());
  open(whole, (socket) => socket.resume().end());
  open(whole.slice(0, -10), (socket) => socket.resume().end());
  // These never read what they are answered: it stays in the buffers of the connection.
  open(whole, (socket) => socket.pause());
  const slow = sockets.slice(0, 2 * many);
  const closed = Promise.all(slow.map((socket) => once(socket, 'close')));

  const load = new Load(customer, count, 16);
  await load.done;
  for (const end of load.ends.values()) expect(end.status).toBe('Completed');
  // Those that send too slowly were cut off when their time was up.
  await closed;
  // No connection that is left keeps the service from ending in order.
  expect(await server.stop()).toBe(0);
  for (const socket of sockets) socket.destroy();
  expect(ledger.endedTwice).toEqual([]);
  expect(ledger.complaints).toEqual([]);
}, 120_000);
