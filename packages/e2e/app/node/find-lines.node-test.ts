import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { completesAfter, createMockApi, fails } from '@detect-regions/msw';
import { DetectRegions } from '@detect-regions/sdk';
import { setupServer } from 'msw/node';
import { findLines } from './find-lines.ts';

const regions = [{ left: 10, top: 20, right: 300, bottom: 60 }];
const api = createMockApi({ regions, scenarios: [completesAfter({ polls: 0 })] });
const server = setupServer(...api.handlers);
const client = new DetectRegions({ clientId: 'any', clientSecret: 'any', pollPrice: 10 });
const image = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

before(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => api.reset());
afterEach(() => api.assertValidRequests());
after(() => server.close());

test('finds the lines of a page', async () => {
  assert.deepEqual(await findLines(image, client), regions);
  assert.equal(api.calls.at(-1)?.operationId, 'getDetectRegions');
});

test('says why a page cannot be read', async () => {
  api.use(fails({ messages: ['The image is all black.'] }));
  await assert.rejects(findLines(image, client), /all black/);
});
