import { completesAfter, createMockApi, dropsConnection, fails } from '@detect-regions/msw';
import { DetectRegions, NetworkError } from '@detect-regions/sdk';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findLines } from './find-lines.ts';

const regions = [{ left: 10, top: 20, right: 300, bottom: 60 }];
const api = createMockApi({ regions, scenarios: [completesAfter({ polls: 0 })] });
const server = setupServer(...api.handlers);
const client = new DetectRegions({ clientId: 'any', clientSecret: 'any', pollPrice: 10 });
// A PNG begins with these bytes; nobody looks at the others.
const image = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => api.reset());
afterEach(() => api.assertValidRequests());
afterAll(() => server.close());

test('finds the lines of a page', async () => {
  expect(await findLines(image, client)).toEqual(regions);
  expect(api.calls.at(-1)?.operationId).toBe('getDetectRegions');
});

test('says why a page cannot be read', async () => {
  api.use(fails({ messages: ['The image is all black.'] }));
  await expect(findLines(image, client)).rejects.toThrow('all black');
});

test('does not pay twice when the answer to a submission is lost', async () => {
  api.use(dropsConnection({ when: 'after', operations: ['postDetectRegions'] }));
  await expect(findLines(image, client)).rejects.toThrow(NetworkError);
  expect(api.calls.filter((call) => call.operationId === 'postDetectRegions')).toHaveLength(1);
});
