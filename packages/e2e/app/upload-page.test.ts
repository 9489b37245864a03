import { completesAfter, createMockApi, fails, rateLimited } from '@detect-regions/msw';
import { DetectRegions } from '@detect-regions/sdk';
import { setupWorker } from 'msw/browser';
import { afterAll, afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showUploadPage } from './upload-page.ts';

const api = createMockApi({
  regions: [{ left: 10, top: 20, right: 300, bottom: 60 }],
  scenarios: [completesAfter({ polls: 1 })],
});
const worker = setupWorker(...api.handlers);
let complaints: MockInstance;

// A PNG begins with these bytes; nobody looks at the others.
const image = new File([Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)], 'page.png', { type: 'image/png' });
const input = page.getByLabelText('Image of a page');
const status = page.getByRole('status');

beforeAll(async () => {
  complaints = vi.spyOn(console, 'error');
  await worker.start({ quiet: true, onUnhandledFrame: 'error' });
});
beforeEach(() => {
  api.reset();
  complaints.mockClear();
  // With a low price it asks often: nobody pays for it here.
  showUploadPage(document.body, new DetectRegions({ accessToken: 'any', pollPrice: 10 }));
});
afterEach(() => {
  document.body.replaceChildren();
  api.assertValidRequests();
  // A request without a handler is answered with 500, and msw says so on the console.
  expect(complaints).not.toHaveBeenCalled();
});
afterAll(async () => {
  complaints.mockRestore();
  await worker.stop();
});

test('lists the lines of an uploaded page', async () => {
  await userEvent.upload(input, image);
  await expect.element(status).toHaveTextContent('Lines: 1');
  await expect.element(page.getByRole('listitem')).toHaveTextContent('290 × 40 pixels at 10, 20');
  const [submission, ...polls] = api.calls;
  expect(submission?.body).toMatchObject({ settings: { dsrMode: 'LineDetector' } });
  expect(polls.map(({ operationId }) => operationId)).toEqual(['getDetectRegions', 'getDetectRegions']);
});

test('waits for a service that is busy', async () => {
  api.use(rateLimited({ retryAfter: 0, times: 1 }));
  await userEvent.upload(input, image);
  await expect.element(status).toHaveTextContent('Lines: 1');
  expect(api.calls.map((call) => call.status)).toEqual([429, 200, 200, 200]);
});

test('says why a page cannot be read', async () => {
  api.use(fails({ messages: ['The image is all black.'] }));
  await userEvent.upload(input, image);
  await expect.element(status).toHaveTextContent("The page can't be read: The image is all black.");
});

test('gives up the task of a page that is cancelled', async () => {
  api.use(completesAfter({ polls: Infinity }));
  await userEvent.upload(input, image);
  await expect.element(status).toHaveTextContent('page.png is processing …');
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  await expect.element(status).toHaveTextContent('Cancelled.');
  await expect.poll(() => api.calls.at(-1)?.operationId).toBe('cancelDetectRegions');
});
