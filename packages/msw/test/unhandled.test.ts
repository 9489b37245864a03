import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handlers } from '../src/index.ts';

let outside: Server;
let base: string;
let reached: string[];

beforeEach(async () => {
  reached = [];
  outside = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end('the outside world');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => outside.close(resolve));
});

async function listening(strategy: 'error' | 'bypass', run: () => Promise<void>): Promise<void> {
  const server = setupServer(...handlers());
  server.listen({ onUnhandledFrame: strategy });
  try {
    await run();
  } finally {
    server.close();
  }
}

test.each([
  ['GET', '/v5.0/ocr/Nothing'],
  ['GET', '/'],
  ['PUT', '/v5.0/ocr/DetectRegions'],
  ['POST', '/v5.0/ocr/DetectRegions/more'],
])('%s %s is no operation: fetch rejects, and nothing leaves the process', async (method, path) => {
  const complaint = vi.spyOn(console, 'error').mockReturnValue(undefined);
  await listening('error', async () => {
    await expect(fetch(`${base}${path}`, { method })).rejects.toThrow(TypeError);
  });
  expect(reached).toEqual([]);
  expect(String(complaint.mock.calls[0]?.[0])).toContain(`${method} ${base}${path}`);
});

test('an operation of the spec is answered by the mock, and nothing leaves the process', async () => {
  await listening('error', async () => {
    expect((await fetch(`${base}/v5.0/ocr/DetectRegions?id=1`)).status).toBe(401);
  });
  expect(reached).toEqual([]);
});

test('with another strategy the request would have left the process', async () => {
  await listening('bypass', async () => {
    expect(await (await fetch(`${base}/v5.0/ocr/Nothing`)).text()).toBe('the outside world');
  });
  expect(reached).toEqual(['GET /v5.0/ocr/Nothing']);
});

test('a mock at a base URL leaves other origins alone', async () => {
  const server = setupServer(...handlers({ baseUrl: new URL('https://ocr.example/api/') }));
  server.listen({ onUnhandledFrame: 'bypass' });
  try {
    expect((await fetch(`${base}/v5.0/ocr/DetectRegions?id=1`)).status).toBe(200);
    expect(reached).toHaveLength(1);
    expect((await fetch('https://ocr.example/api/v5.0/ocr/DetectRegions?id=1')).status).toBe(401);
  } finally {
    server.close();
  }
});
