import { mkdir, writeFile } from 'node:fs/promises';
import type { OCRResponse, ResponseError } from '@detect-regions/client';
import { answers, createMockApi, type OperationResult } from '@detect-regions/msw';
import { startServer } from '@detect-regions/server';
import {
  defaultSettings,
  type OperationId,
  operations,
  responseStatusCodes,
  type Settings,
  settings,
  taskStatuses,
} from '@detect-regions/spec';
import { document, type JsonObject } from '@detect-regions/spec/document';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Document } from 'yaml';
import { additions } from './additions.ts';
import { cellsOf } from './cells.ts';
import { type Driver, png, throughClient, throughSdk } from './drivers.ts';
import { errorOf, expectFailure, expectTask, questions } from './expected.ts';
import { exemptions, needs } from './needs.ts';
import { RecordingEngine } from './recording-engine.ts';
import { reportOf, toMarkdown } from './report.ts';
import { tap } from './tap.ts';
import { Touched } from './touched.ts';

const cells = cellsOf(document);
const touched = new Touched();
const clients = [
  { clientId: 'id', clientSecret: 'secret' },
  { clientId: 'i', clientSecret: 's' },
] as const;
const [me, shortest] = clients;

const documented = Object.values(operations).flatMap(({ operationId, responses }) =>
  responses.map(({ status }) => [operationId as OperationId, status] as const),
);
const failing = documented.filter(([, status]) => status >= 400);

/** Each value of each setting, alone. */
const everySetting = Object.values(settings).flatMap(({ name, type, default: usual, ...about }) => {
  const {
    values = [],
    minimum,
    maximum,
  } = about as { values?: readonly string[]; minimum?: number; maximum?: number };
  const all = new Set<unknown>([
    usual,
    ...values,
    ...(type === 'boolean' ? [true, false] : []),
    minimum,
    maximum,
  ]);
  all.delete(undefined);
  return [...all].map((value) => ({ [name]: value }) as Partial<Settings>);
});

/** What a request left out, and what arrived all the same. */
function filledIn(asked: object, arrived: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(arrived).filter(([name]) => !Object.hasOwn(asked, name)));
}

/** What a failure may say by the spec besides its example: nothing, and nothing in each place. */
function bodiesOf(operation: OperationId, status: number): object[] {
  const tokenError = operation === 'postToken' && (status === 400 || status === 401);
  return tokenError
    ? [{ error: 'invalid_client' }]
    : [{}, { type: null, title: null, status: null, detail: null, instance: null }];
}

const everyMember: OCRResponse = {
  id: 'some-id',
  taskStatus: 'Completed',
  responseStatusCode: 'Ok',
  results: [{ type: 'Other', data: 'W1sxLCAyLCAzLCA0XV0=' }],
  error: { messages: ['Out of ink.'], warnings: ['The image is very small.'] },
};
const noMember: OCRResponse = { taskStatus: 'Pending', responseStatusCode: 'NotReady' };
const tasks: readonly OCRResponse[] = [everyMember, noMember, { ...noMember, error: {} }];

describe.each([
  ['client', throughClient],
  ['sdk', throughSdk],
] as const)('through the %s', (way, driverOf) => {
  const api = createMockApi();
  const server = setupServer(...api.handlers);
  const wire = tap();
  const call: Driver = driverOf({ fetch: wire.fetch, accessToken: 'token', ...me });

  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => {
    api.assertValidRequests();
    api.reset();
    for (const exchange of wire.exchanges.splice(0)) touched.see(way, exchange);
  });
  afterAll(() => server.close());

  test.each(documented.filter(([, status]) => status < 400))(
    '%s succeeds with %i',
    async (operation, status) => {
      await call[operation]();
      expect(wire.exchanges.at(-1)?.response.status).toBe(operation === 'postToken' ? 200 : status);
    },
  );

  test.each(failing)('%s that is answered with %i fails as it must', async (operation, status) => {
    api.use(answers(operation, status));
    await expectFailure(way, operation, status, call[operation]());
    const { headers } = wire.exchanges.at(-1)?.response ?? {};
    for (const body of bodiesOf(operation, status)) {
      api.reset();
      api.use(answers(operation, () => Response.json(body, { status, headers: plain(headers) })));
      await expectFailure(way, operation, status, call[operation](), body);
    }
  });

  test.each(questions)('%s has every value and member that the spec knows', async (operation) => {
    const combinations = taskStatuses.flatMap((taskStatus) =>
      responseStatusCodes.map((responseStatusCode) => ({ taskStatus, responseStatusCode })),
    );
    for (const task of [...tasks, ...combinations]) {
      api.use(answers(operation, task));
      await expectTask(way, operation, task, call[operation]());
    }
  });

  test.each(Object.keys(operations) as OperationId[])(
    '%s takes the shortest and the longest that the spec allows',
    async (operation) => {
      for (const id of ['x', 'x'.repeat(200)]) await call[operation]({ ...shortest, id });
      expect(wire.exchanges.every(({ response }) => response.status === 200)).toBe(true);
    },
  );

  test('the shortest answers are taken', async () => {
    const token: OperationResult<'postToken'> = { access_token: 't', expires_in: 0, token_type: 'Bearer' };
    api.use(answers('postToken', token), answers('postDetectRegions', 'x'));
    await call.postToken();
    expect(await call.postDetectRegions()).toBe('x');
  });

  test('the shortest image is sent, and refused as no image', async () => {
    api.use(answers('postDetectRegions', 400));
    await errorOf(call.postDetectRegions({ image: png.subarray(0, 3) }));
    // What the mock says of the image is no fault of whoever sent it.
    for (const exchange of wire.exchanges.splice(0)) touched.see(way, exchange);
    api.reset();
  });

  test('every value of every setting arrives', async () => {
    for (const asked of [undefined, {}, ...everySetting]) {
      await call.postDetectRegions({ settings: asked as Settings });
      const [exchange] = wire.exchanges.splice(0);
      const sent = submitted(exchange?.request.body);
      expect(sent.settings).toEqual(way === 'sdk' ? { ...defaultSettings, ...asked } : asked);
      if (exchange) touched.see(way, exchange, filledIn(asked ?? {}, sent.settings ?? {}));
    }
  });

  test('the other server is called where it is said to be', async () => {
    const fetch = wire.fetch;
    for (const { url } of cellsOfServers()) {
      await driverOf({ url, fetch, accessToken: 'token', ...me }).getTaskStatus();
      expect(wire.exchanges.at(-1)?.origin).toBe(url);
    }
  });
});

describe('at the local server', () => {
  const engine = new RecordingEngine();
  const wire = tap();
  let service: Awaited<ReturnType<typeof startServer>>;
  let call: Driver;

  beforeAll(async () => {
    service = await startServer({ port: 0, clients, engine });
    const service_ = { url: service.url, fetch: wire.fetch, ...me };
    const { access_token: accessToken } = (await throughClient({
      ...service_,
      accessToken: '',
    }).postToken()) as OperationResult<'postToken'>;
    call = throughClient({ ...service_, accessToken });
  });
  afterEach(() => {
    for (const exchange of wire.exchanges.splice(0)) touched.see('server', exchange);
  });
  afterAll(() => service.close());

  test('every operation is served, with the shortest and the longest that the spec allows', async () => {
    for (const operation of Object.keys(operations) as OperationId[]) {
      for (const id of ['x', 'x'.repeat(200)]) await call[operation]({ ...shortest, id });
    }
    await engine.next();
    await engine.next();
    expect(wire.exchanges.map(({ response }) => response.status)).not.toContain(400);
  });

  test('the shortest image is refused', async () => {
    const error = (await errorOf(call.postDetectRegions({ image: png.subarray(0, 3) }))) as ResponseError;
    expect(error.response.status).toBe(400);
  });

  test('every value of every setting, and every default, gets to the engine', async () => {
    for (const asked of [undefined, {}, ...everySetting]) {
      await call.postDetectRegions({ settings: asked as Settings });
      const [exchange] = wire.exchanges.splice(0);
      const sent = submitted(exchange?.request.body).settings ?? {};
      const given = await engine.next();
      expect(given).toEqual({ ...defaultSettings, ...sent });
      if (exchange) touched.see('server', exchange, filledIn(sent, given ?? {}));
    }
  });
});

describe('the report', () => {
  test('has every operation, response and value of the spec touched', async () => {
    const report = reportOf(cells, touched, needs);
    const folder = new URL('../../../../.cache/', import.meta.url);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL('spec-coverage.json', folder), JSON.stringify(report, null, 2));
    await writeFile(new URL('spec-coverage.md', folder), toMarkdown(report));
    expect(report.missing, 'cells of the spec that no test touches').toEqual([]);
  });

  test.each(additions)('misses %s that the spec has more, and nothing else', (_name, { change, missing }) => {
    const spec = new Document(document);
    change(spec);
    const report = reportOf(cellsOf(spec.toJS() as JsonObject), touched, needs);
    expect([...report.missing].sort()).toEqual([...missing].sort());
  });

  test('has no exemption for what is touched all the same, or is not there', () => {
    for (const { way, why, covers } of exemptions) {
      const covered = cells.filter(covers);
      expect(covered.length, why).toBeGreaterThan(0);
      // What the local server answers is seen, not asked for.
      if (way !== 'server') expect(covered.filter((cell) => touched.has(way, cell))).toEqual([]);
    }
  });
});

function cellsOfServers(): { url: string }[] {
  return cells.filter(({ operation }) => operation === 'server').map(({ where }) => ({ url: where }));
}

const submitted = (body: unknown): { settings?: Partial<Settings> } =>
  body as { settings?: Partial<Settings> };

/** The headers that the spec asks for, without those of a body that is replaced. */
function plain(headers: Headers | undefined): Record<string, string> {
  const { 'content-type': _, 'content-length': __, ...rest } = Object.fromEntries(headers ?? []);
  return rest;
}
