import {
  completesAfter,
  createMockApi,
  dropsConnection,
  expiresToken,
  fails,
  gone,
  quotedGuid,
  rateLimited,
  type Scenario,
  slow,
  truncates,
  unauthorized,
  unknownStatus,
} from '@detect-regions/msw';
import { DetectRegions, type DetectRegionsOptions } from '@detect-regions/sdk';
import { setupWorker } from 'msw/browser';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  type MockInstance,
  onTestFinished,
  test,
  vi,
} from 'vitest';

const baseUrl = 'https://ocr.example';
const regions = [{ left: 10, top: 20, right: 300, bottom: 60 }];
const api = createMockApi({ baseUrl, regions, scenarios: [completesAfter({ polls: 0 })] });
const worker = setupWorker(...api.handlers);
let complaints: MockInstance;

/** Bytes that begin like a PNG. */
function png(length = 8): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set([137, 80, 78, 71, 13, 10, 26, 10]);
  return bytes;
}

function newClient(options: DetectRegionsOptions = {}): DetectRegions {
  let tokens = 0;
  const accessToken = async (): Promise<string> => `token-${tokens++}`;
  return new DetectRegions({ accessToken, baseUrl, pollPrice: 10, ...options });
}

/** What was called, and how it was answered: `0` where the connection broke before the status. */
const wire = (): string[] => api.calls.map(({ operationId, status }) => `${operationId} ${status}`);
const submitted = 'postDetectRegions 200';
const polled = 'getDetectRegions 200';

beforeAll(async () => {
  complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  await worker.start({ quiet: true, onUnhandledFrame: 'error' });
});
beforeEach(() => {
  api.reset();
  complaints.mockClear();
});
afterEach(() => api.assertValidRequests());
afterAll(async () => {
  complaints.mockRestore();
  await worker.stop();
});

describe('regions come out of a service that', () => {
  afterEach(() => expect(complaints).not.toHaveBeenCalled());

  test.each<[string, Scenario, string[]]>([
    ['takes its time', completesAfter({ polls: 2 }), [submitted, polled, polled, polled]],
    ['is slow to answer', slow({ ms: 20 }), [submitted, polled]],
    ['is busy', rateLimited({ retryAfter: 0, times: 1 }), ['postDetectRegions 429', submitted, polled]],
    ['takes a token once', expiresToken(), [submitted, 'getDetectRegions 401', polled]],
    [
      'has a status of its own',
      unknownStatus({ status: 'Archiving', polls: 1 }),
      [submitted, polled, polled],
    ],
    ['quotes the id of a task', quotedGuid(), [submitted, polled]],
    [
      'breaks the connection of a poll',
      dropsConnection({ operations: ['getDetectRegions'], times: 1 }),
      [submitted, 'getDetectRegions 0', polled],
    ],
    [
      'breaks off in the middle of a result',
      truncates({ operations: ['getDetectRegions'], times: 1 }),
      [submitted, polled, polled],
    ],
  ])('%s', async (_title, scenario, calls) => {
    api.use(scenario);
    expect((await newClient().detect(png())).regions).toEqual(regions);
    expect(wire()).toEqual(calls);
  });

  test('is done at a certain time', async () => {
    api.use(completesAfter({ ms: 60_000 }));
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const task = await newClient().submit(png());
      expect(await task.status()).toMatchObject({ status: 'pending' });
      vi.setSystemTime(Date.now() + 60_000);
      expect(await task.wait()).toMatchObject({ status: 'completed', regions });
    } finally {
      vi.useRealTimers();
    }
  });

  test('gets four megabytes', async () => {
    await newClient().detect(png(3_000_000));
    expect(api.calls[0]?.body).toHaveProperty('image.length', 4_000_000);
  });
});

describe('an error comes out of a service that', () => {
  test.each<[string, Scenario, object, string[]]>([
    [
      'cannot read the image',
      fails({ messages: ['No ink.'] }),
      { code: 'detection-failed', messages: ['No ink.'] },
      [submitted, polled],
    ],
    ['has forgotten the task', gone(), { code: 'gone' }, [submitted, polled]],
    [
      'refuses every token',
      unauthorized(),
      { code: 'auth', status: 401 },
      Array(4).fill('postDetectRegions 401'),
    ],
    [
      'wants to be left alone for an hour',
      rateLimited({ retryAfter: 3600 }),
      { code: 'rate-limit', retryAfter: 3_600_000 },
      ['postDetectRegions 429'],
    ],
    [
      'breaks the connection of a submission',
      dropsConnection({ when: 'after', operations: ['postDetectRegions'] }),
      { code: 'network', maybeSent: true },
      ['postDetectRegions 0'],
    ],
  ])('%s', async (_title, scenario, error, calls) => {
    api.use(scenario);
    await expect(newClient().detect(png())).rejects.toMatchObject(error);
    expect(wire()).toEqual(calls);
  });
});

test('a service that is too slow is given up', async () => {
  // To stop the worker waits for this answer too.
  api.use(slow({ ms: 1_000, operations: ['postDetectRegions'] }));
  const error = { code: 'timeout', maybeSent: true };
  await expect(newClient({ requestTimeout: 50 }).detect(png())).rejects.toMatchObject(error);
  expect(api.calls.map(({ operationId }) => operationId)).toEqual(['postDetectRegions']);
});

describe('fetch', () => {
  const headers = { authorization: 'Bearer any' };
  const url = `${baseUrl}/v5.0/ocr/DetectRegions?id=1`;

  test('rejects when the connection breaks', async () => {
    api.use(dropsConnection());
    await expect(fetch(url, { headers })).rejects.toThrow(TypeError);
  });

  test('gets a status, and then no whole body, when the connection breaks in the middle of it', async () => {
    api.use(truncates());
    const response = await fetch(url, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  test('gets 500 from msw where nothing is mocked, which is told on the console', async () => {
    const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warnings.mockRestore());
    const response = await fetch('https://elsewhere.example/v5.0/ocr/DetectRegions');
    expect(response.status).toBe(500);
    expect(complaints.mock.calls.flat().join()).toContain('https://elsewhere.example');
  });

  test('gets what the network has where the path ends as that of a static file', async () => {
    // The server of these tests, not msw, says that there is none.
    expect((await fetch('/nothing.json')).status).toBe(404);
  });
});
