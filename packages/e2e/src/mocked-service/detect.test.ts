import {
  completesAfter,
  createMockApi,
  dropsConnection,
  expiresToken,
  fails,
  finds,
  gone,
  quotedGuid,
  rateLimited,
  unauthorized,
  unavailable,
  unknownStatus,
} from '@detect-regions/msw';
import { AuthError, DetectionFailedError, DetectRegions, GoneError, NetworkError } from '@detect-regions/sdk';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fastClock } from './fast-clock.ts';
import { largePng, png } from './images.ts';

const clients = [{ clientId: 'id', clientSecret: 'secret' }];
const api = createMockApi({ clients });
const server = setupServer(...api.handlers);
let client: DetectRegions;

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  client = new DetectRegions({ clientId: 'id', clientSecret: 'secret', clock: fastClock });
});
afterEach(() => {
  api.assertValidRequests();
  api.reset();
});
afterAll(() => server.close());

const called = (): string[] => api.calls.map(({ operationId }) => operationId);

it('a page goes in, regions come out, and every request keeps to the spec', async () => {
  const { regions, taskId } = await client.detect(png());
  expect(regions).toEqual([{ left: 0, top: 8, right: 697, bottom: 441 }]);
  expect(called()).toEqual(['postToken', 'postDetectRegions', ...Array(3).fill('getDetectRegions')]);
  expect(api.calls.at(-1)?.taskId).toBe(taskId);
  const calls = Object.values(client.usage).reduce((sum, count) => sum + count);
  expect(calls).toBe(api.calls.length);
});

it('a large image arrives whole, streamed', async () => {
  expect((await client.submit(largePng(700_000))).id).toBeTruthy();
  expect((await client.submit(new Blob([largePng(700_000)]).stream())).id).toBeTruthy();
});

it('a task can be asked, resumed and cancelled', async () => {
  const task = await client.submit(png());
  expect((await task.status()).status).toBe('pending');
  const resumed = client.task(JSON.parse(JSON.stringify(task)));
  await resumed.cancel();
  expect(await resumed.wait()).toMatchObject({ status: 'gone', reason: 'not-found' });
});

it('a client made before the mock listens is caught as well', async () => {
  server.close();
  const early = new DetectRegions({ clientId: 'id', clientSecret: 'secret' });
  server.listen({ onUnhandledFrame: 'error' });
  expect((await early.submit(png())).id).toBeTruthy();
});

it.each([
  ['quotes the id', quotedGuid()],
  ['knows a status that nobody else does', unknownStatus({ status: 'Archiving', polls: 2 })],
  ['lets every token expire at once', expiresToken({ afterCalls: 1 })],
  ['is busy', rateLimited({ retryAfter: 0, times: 2 })],
  ['is down for a moment', unavailable({ times: 2 })],
  ['takes long', completesAfter({ polls: 6 })],
  ['drops questions', dropsConnection({ when: 'after', operations: ['getDetectRegions'], times: 2 })],
])('gets its regions from a service that %s', async (_name, scenario) => {
  api.use(scenario, finds([{ left: 1, top: 2, right: 3, bottom: 4 }], { warnings: ['small'] }));
  expect(await client.detect(png())).toMatchObject({
    regions: [{ left: 1, top: 2, right: 3, bottom: 4 }],
    warnings: ['small'],
  });
  expect(called().filter((name) => name === 'postDetectRegions').length).toBeGreaterThan(0);
});

it('tells when a task failed', async () => {
  api.use(fails({ messages: ['The image could not be decoded.'] }));
  const detection = client.detect(png());
  await expect(detection).rejects.toBeInstanceOf(DetectionFailedError);
  await expect(detection).rejects.toMatchObject({ messages: ['The image could not be decoded.'] });
});

it('tells when a task is gone', async () => {
  api.use(gone());
  await expect(client.detect(png())).rejects.toBeInstanceOf(GoneError);
});

it('tells when the credentials are wrong', async () => {
  api.use(unauthorized({ operations: ['postToken'] }));
  const detection = client.detect(png());
  await expect(detection).rejects.toBeInstanceOf(AuthError);
  await expect(detection).rejects.toMatchObject({ error: 'invalid_client' });
});

it('never pays twice for an image whose answer got lost', async () => {
  api.use(dropsConnection({ when: 'after', operations: ['postDetectRegions'] }));
  const detection = client.detect(png());
  await expect(detection).rejects.toBeInstanceOf(NetworkError);
  await expect(detection).rejects.toMatchObject({ maybeSent: true });
  expect(called().filter((name) => name === 'postDetectRegions')).toHaveLength(1);
});
