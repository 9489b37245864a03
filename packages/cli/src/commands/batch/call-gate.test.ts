import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '@detect-regions/spec';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SentImage } from '../../journal/submissions.ts';
import { CallBudget } from './call-budget.ts';
import { type BilledOperation, gatedFetch } from './call-gate.ts';

let server: Server;
let baseUrl: string;
let arrived: string[];
/** What the server answers. */
let status = 200;

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  arrived = [];
  status = 200;
});

function gate(limit: number, image?: SentImage) {
  const counted: BilledOperation[] = [];
  let refused = 0;
  const fetch = gatedFetch({
    budget: new CallBudget(limit, 0),
    count: async (operation) => void counted.push(operation),
    refused: () => void refused++,
    current: () => image,
  });
  const call = (operation: keyof typeof operations): Promise<Response> => {
    const { method, path } = operations[operation];
    return fetch(`${baseUrl}${path}?id=1`, { method });
  };
  return { call, fetch, counted, refused: () => refused };
}

const someImage = (): SentImage => ({
  id: 1,
  source: '/a.png',
  name: 'a.png',
  output: null,
  state: 'sending',
  key: 'k',
  sent: false,
  polls: 0,
});

it('counts every billed call before it is made, and makes none beyond the budget, however many come at once', async () => {
  const { call, counted, refused } = gate(5);
  const billed = ['postDetectRegions', 'getDetectRegions', 'getTaskStatus', 'cancelDetectRegions'] as const;
  const all = await Promise.allSettled([...billed, ...billed].map(call));
  expect(all.map((each) => each.status)).toEqual([
    ...Array(5).fill('fulfilled'),
    ...Array(3).fill('rejected'),
  ]);
  expect(arrived).toHaveLength(5);
  expect(counted).toEqual([...billed, 'postDetectRegions']);
  expect(refused()).toBe(3);
});

it('lets tokens and downloads pass', async () => {
  const { call, fetch, counted } = gate(0);
  await call('postToken');
  await fetch(`${baseUrl}/images/page.png`);
  expect(arrived).toHaveLength(2);
  expect(counted).toEqual([]);
});

it('notes what has been sent for an image, and what the service surely has not taken', async () => {
  const image = someImage();
  const { call } = gate(10, image);
  await call('postDetectRegions');
  await call('getDetectRegions');
  await call('getDetectRegions');
  expect(image).toMatchObject({ sent: true, polls: 2 });
  status = 429;
  await call('postDetectRegions');
  expect(image.sent).toBe(false);
  status = 500;
  await call('postDetectRegions');
  expect(image.sent).toBe(true);
});

it('sends nothing for an image when there is no budget', async () => {
  const image = someImage();
  await expect(gate(0, image).call('postDetectRegions')).rejects.toThrow('used up');
  expect(image.sent).toBe(false);
  expect(arrived).toEqual([]);
});
