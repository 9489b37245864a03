import { afterEach, beforeEach, expect, it } from 'vitest';
import { DetectRegions } from './client.ts';
import type { DetectRegionsEvent } from './events.ts';
import { fastClock } from './testing/fast-clock.ts';
import { png } from './testing/images.ts';
import { broken, completed, type Loopback, pending, startLoopback, text } from './testing/loopback.ts';

let service: Loopback;
beforeEach(async () => {
  service = await startLoopback();
});
afterEach(() => service.close());

it('tell the whole story of a detection, and hold no secret', async () => {
  service.answer('postDetectRegions', text(503, ''), text(200, 'task-1', { 'x-request-id': 'r-1' }));
  service.answer('getDetectRegions', pending, completed);
  const events: DetectRegionsEvent[] = [];
  const client = new DetectRegions({
    baseUrl: service.url,
    clientId: 'id',
    clientSecret: 's3cret',
    clock: fastClock,
    onEvent: (event) => events.push(event),
  });
  await client.detect(png());
  const post = { operation: 'postDetectRegions' };
  const get = { operation: 'getDetectRegions', taskId: 'task-1', attempt: 1 };
  expect(events).toMatchObject([
    { type: 'request', operation: 'postToken', attempt: 1 },
    { type: 'response', operation: 'postToken', status: 200 },
    { type: 'token', reason: 'missing' },
    { type: 'request', ...post, attempt: 1 },
    { type: 'response', ...post, attempt: 1, status: 503 },
    { type: 'retry', ...post, attempt: 1, reason: 'server', status: 503 },
    { type: 'request', ...post, attempt: 2 },
    { type: 'response', ...post, attempt: 2, status: 200, requestId: 'r-1' },
    { type: 'request', ...get },
    { type: 'response', ...get, status: 200 },
    { type: 'poll', taskId: 'task-1', status: 'Pending', polls: 1 },
    { type: 'request', ...get },
    { type: 'response', ...get, status: 200 },
    { type: 'poll', taskId: 'task-1', status: 'Completed', polls: 2 },
  ]);
  for (const event of events) {
    if ('duration' in event) expect(event.duration).toBeGreaterThan(0);
  }
  expect(JSON.stringify(events)).not.toMatch(/s3cret|token-1|iVBOR/);
});

it('that a listener fails on do no harm', async () => {
  const client = new DetectRegions({
    baseUrl: service.url,
    accessToken: 'token',
    onEvent: () => {
      throw new Error('listener');
    },
  });
  expect((await client.submit(png())).id).toBe('task-1');
});

it('show each raw answer to whoever asks for it, retries and polls included, and lose nothing by that', async () => {
  service.answer('postDetectRegions', text(503, 'busy'), text(200, 'task-1'));
  service.answer('getDetectRegions', pending, completed);
  const client = new DetectRegions({ baseUrl: service.url, accessToken: 'token', clock: fastClock });
  const told: [string, number, number][] = [];
  const bodies: Promise<string>[] = [];
  const { regions } = await client.detect(png(), {
    onResponse: (response, { operation, attempt, callId, status }) => {
      told.push([operation, attempt, status]);
      expect(callId).toBe(1);
      bodies.push(response.text());
      throw new Error('a mistake of the caller');
    },
  });
  expect(regions).toHaveLength(1);
  expect(told).toEqual([
    ['postDetectRegions', 1, 503],
    ['postDetectRegions', 2, 200],
    ['getDetectRegions', 1, 200],
    ['getDetectRegions', 1, 200],
  ]);
  expect(await Promise.all(bodies)).toEqual([
    'busy',
    'task-1',
    expect.stringContaining('Pending'),
    expect.stringContaining('W1sw'),
  ]);
});

it('tell the calls of a client apart', async () => {
  service.answer('getDetectRegions', pending, completed);
  const events: DetectRegionsEvent[] = [];
  const client = new DetectRegions({
    baseUrl: service.url,
    accessToken: 'token',
    clock: fastClock,
    onEvent: (event) => events.push(event),
  });
  const task = await client.submit(png());
  await Promise.all([task.wait(), task.status()]);
  const of = (callId: number): string[] =>
    events.filter((event) => 'callId' in event && event.callId === callId).map(({ type }) => type);
  expect(of(1)).toEqual(['request', 'response']);
  expect(of(2)).toEqual(['request', 'response', 'poll', 'request', 'response', 'poll']);
  expect(of(3)).toEqual(['request', 'response']);
});

it('tell of a call that fails, by an answer or for want of one', async () => {
  const events: DetectRegionsEvent[] = [];
  const client = new DetectRegions({
    baseUrl: service.url,
    accessToken: 'token',
    clock: fastClock,
    maxRetries: 1,
    onEvent: (event) => events.push(event),
  });
  service.answer('getDetectRegions', text(500, ''), text(404, ''));
  await client
    .task('t')
    .result()
    .catch(() => {});
  service.answer('getDetectRegions', broken);
  await client
    .task('t')
    .result()
    .catch(() => {});
  await client
    .task('t')
    .result({ signal: AbortSignal.abort() })
    .catch(() => {});
  const told = { operation: 'getDetectRegions', taskId: 't' };
  expect(events.filter(({ type }) => type === 'failure')).toMatchObject([
    { ...told, callId: 1, attempt: 2, reason: 'protocol', status: 404 },
    { ...told, callId: 2, attempt: 2, reason: 'network', status: undefined },
    { ...told, callId: 3, attempt: 1, reason: 'aborted', status: undefined },
  ]);
});
