// A service of its own process, which keeps a book of what it accepted: started by stub-service.ts only.
import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeRegions } from '@detect-regions/sdk';
import { operations } from '@detect-regions/spec';
import { drawn } from '../chaos/random.ts';
import type { StubBehaviour, StubBook } from './stub-service.ts';
import { hashOf } from './tiny-png.ts';

const behaviour = JSON.parse(process.argv[2] ?? '{}') as StubBehaviour;
const { seed, ledger, taskMs, answerMs = 0, dropShare, failShare } = behaviour;

interface Task {
  readonly hash: string;
  readonly doneAt: number;
}

const tasks = new Map<string, Task>();
const accepted = new Map<string, number>();
const calls = {
  postToken: 0,
  postDetectRegions: 0,
  getDetectRegions: 0,
  getTaskStatus: 0,
  cancelDetectRegions: 0,
};
let isDown = false;
/** How many images it accepts; the others wait. */
let room = Number.POSITIVE_INFINITY;
/** What waits for room. */
const waiting: (() => void)[] = [];

const routes = new Map(
  Object.values(operations).map((each) => [`${each.method} ${each.path}`, each.operationId]),
);

function json(response: ServerResponse, status: number, value: unknown): ServerResponse {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function accept(body: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { image } = JSON.parse(body.toString('latin1')) as { image: string };
  while (accepted.size >= room) await new Promise<void>((resolve) => waiting.push(resolve));
  // Whoever sent it is gone.
  if (request.socket.destroyed) return;
  const hash = hashOf(Buffer.from(image, 'base64'));
  const times = (accepted.get(hash) ?? 0) + 1;
  accepted.set(hash, times);
  // The book outlives the service.
  appendFileSync(ledger, `${hash}\n`);
  const id = `${hash}-${times}`;
  tasks.set(id, { hash, doneAt: performance.now() + taskMs * (0.5 + drawn(`${seed} time ${hash}`)) });
  await delay(answerMs);
  // A doubt: accepted, and nobody is told.
  if (times === 1 && drawn(`${seed} drop ${hash}`) < dropShare) request.socket.destroy();
  else response.writeHead(200, { 'content-type': 'text/plain' }).end(id);
}

function look(id: string, response: ServerResponse, withResult: boolean): ServerResponse {
  const task = tasks.get(id);
  if (task === undefined)
    return json(response, 200, { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });
  if (performance.now() < task.doneAt) {
    return json(response, 200, { id, taskStatus: 'Processing', responseStatusCode: 'NotReady' });
  }
  if (drawn(`${seed} fail ${task.hash}`) < failShare && id.endsWith('-1')) {
    const error = { messages: ['The page is blank.'] };
    return json(response, 200, { id, taskStatus: 'Error', responseStatusCode: 'Error', error });
  }
  // Told by the image alone, so that no two can be taken for one another.
  const right = 1 + Number.parseInt(task.hash.slice(0, 6), 16);
  const results = [{ type: 'Other', data: encodeRegions([{ left: 0, top: 0, right, bottom: 1 }]) }];
  const known = { id, taskStatus: 'Completed', responseStatusCode: 'Ok' };
  return json(response, 200, withResult ? { ...known, results } : known);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '', 'http://stub');
  const body = await buffer(request);
  if (url.pathname === '/book') {
    const book: StubBook = { accepted: Object.fromEntries(accepted), calls };
    return json(response, 200, book);
  }
  if (url.pathname === '/down' || url.pathname === '/up') {
    isDown = url.pathname === '/down';
    return json(response, 200, {});
  }
  if (url.pathname === '/room') {
    room = Number(url.searchParams.get('images') ?? Number.POSITIVE_INFINITY);
    for (const goOn of waiting.splice(0)) goOn();
    return json(response, 200, {});
  }
  const operation = routes.get(`${request.method} ${url.pathname}`);
  if (operation === undefined) return json(response, 404, { title: 'nothing is here', status: 404 });
  calls[operation as keyof typeof calls]++;
  const id = url.searchParams.get('id') ?? '';
  if (isDown && operation !== 'postToken') return json(response, 500, { title: 'down', status: 500 });
  if (operation === 'postToken') {
    return json(response, 200, { access_token: 'stub-token', expires_in: 3600, token_type: 'Bearer' });
  }
  if (operation === 'postDetectRegions') return accept(body, request, response);
  if (operation === 'cancelDetectRegions') {
    tasks.delete(id);
    return response.writeHead(200).end();
  }
  return look(id, response, operation === 'getDetectRegions');
}

const server = createServer((request, response) => {
  serve(request, response).catch(() => request.socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
// Ends with the test that started it, however that ends.
process.on('disconnect', () => process.exit());
