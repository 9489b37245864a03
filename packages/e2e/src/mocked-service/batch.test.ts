import {
  completesAfter,
  createMockApi,
  dropsConnection,
  expiresToken,
  rateLimited,
  unavailable,
} from '@detect-regions/msw';
import { DetectRegions } from '@detect-regions/sdk';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { fastClock } from './fast-clock.ts';
import { png } from './images.ts';

const api = createMockApi({ clients: [{ clientId: 'id', clientSecret: 'secret' }] });
const server = setupServer(...api.handlers);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => {
  api.assertValidRequests();
  api.reset();
});
afterAll(() => server.close());

/** Time runs fast for the client, so its limits would be short for a busy machine. */
const patient = { clock: fastClock, deadline: Infinity, requestTimeout: 3_000_000 };

const operations = ['postDetectRegions', 'getDetectRegions'] as const;
const pages = Array.from({ length: 16 }, (_, index) => png(index + 1));
const submissions = (): number =>
  api.calls.filter(({ operationId }) => operationId === 'postDetectRegions').length;

it.each([
  ['is busy', rateLimited({ retryAfter: 1, times: 4, operations })],
  ['is down for a moment', unavailable({ times: 4, operations })],
  ['lets every token expire soon', expiresToken({ afterCalls: 20 })],
  ['takes long', completesAfter({ polls: 6 })],
  ['drops questions', dropsConnection({ when: 'after', operations: ['getDetectRegions'], times: 3 })],
])('a batch is done to its end by a service that %s', async (_name, scenario) => {
  api.use(scenario);
  const client = new DetectRegions({ ...patient, clientId: 'id', clientSecret: 'secret' });
  const widths: unknown[] = [];
  for await (const item of client.detectAll(pages)) widths.push(item.ok ? item.value.width : item.error);
  expect(widths).toEqual(pages.map((_, index) => index + 1));
});

it('a batch that is run again pays for those alone whose answers got lost, and only when told to', async () => {
  api.use(dropsConnection({ when: 'after', operations: ['postDetectRegions'], times: 3 }));
  const client = new DetectRegions({
    ...patient,
    clientId: 'id',
    clientSecret: 'secret',
    store: new Map(),
  });
  const codes = async (resubmit?: 'always'): Promise<string[]> => {
    const failures: string[] = [];
    for await (const item of client.detectAll(pages, { resubmit })) {
      if (!item.ok) failures.push((item.error as { code: string }).code);
    }
    return failures;
  };
  expect(await codes()).toEqual(['network', 'network', 'network']);
  expect(submissions()).toBe(16);
  expect(await codes()).toEqual(['in-doubt', 'in-doubt', 'in-doubt']);
  expect(submissions()).toBe(16);
  expect(await codes('always')).toEqual([]);
  expect(submissions()).toBe(19);
});
