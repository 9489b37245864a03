import {
  Configuration,
  DetectRegionsApi,
  FetchError,
  type ProblemDetails,
  ResponseError,
  TokenApi,
} from '@detect-regions/client';
import { defaultSettings, type OperationId } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import {
  answers,
  dropsConnection,
  fails,
  quotedGuid,
  rateLimited,
  truncates,
  unknownStatus,
} from '../src/index.ts';
import { specOperations } from '../src/spec-operations.ts';
import { mocked, origin, png } from './calling.ts';

const api = mocked({ clients: [{ clientId: 'me', clientSecret: 'secret' }] });
const tokens = new TokenApi(new Configuration({ basePath: origin }));

const getToken = (clientSecret = 'secret') =>
  tokens.postToken({ grantType: 'client_credentials', clientId: 'me', clientSecret });

async function signedIn(): Promise<DetectRegionsApi> {
  const { access_token: token } = await getToken();
  return new DetectRegionsApi(new Configuration({ basePath: origin, accessToken: `Bearer ${token}` }));
}

const page = { detectRegionsRequest: { image: png, settings: defaultSettings } };

/** Each operation through the generated client, with a request that is fine. */
const calls: Record<OperationId, (client: DetectRegionsApi) => Promise<unknown>> = {
  postToken: () => getToken(),
  postDetectRegions: (client) => client.postDetectRegions(page),
  getDetectRegions: (client) => client.getDetectRegions({ id: 'x' }),
  cancelDetectRegions: (client) => client.cancelDetectRegions({ id: 'x' }),
  getTaskStatus: (client) => client.getTaskStatus({ id: 'x' }),
};

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('through the generated client', () => {
  test('an image goes in, and regions come out', async () => {
    const client = await signedIn();
    const id = await client.postDetectRegions(page);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await client.getTaskStatus({ id })).taskStatus).toBe('Pending');
    expect((await client.getTaskStatus({ id })).taskStatus).toBe('Processing');
    expect(await client.getDetectRegions({ id })).toEqual({
      id,
      taskStatus: 'Completed',
      responseStatusCode: 'Ok',
      results: [{ type: 'Other', data: 'W1swLCA4LCA2OTcsIDQ0MV1d' }],
    });
    expect(await client.cancelDetectRegions({ id })).toBeUndefined();
    expect((await client.getDetectRegions({ id })).taskStatus).toBe('NotExist');
    expect(api.calls.map(({ operationId }) => operationId)).toEqual([
      'postToken',
      'postDetectRegions',
      'getTaskStatus',
      'getTaskStatus',
      'getDetectRegions',
      'cancelDetectRegions',
      'getDetectRegions',
    ]);
    api.assertValidRequests();
  });

  test('settings arrive as they were given', async () => {
    await (await signedIn()).postDetectRegions(page);
    expect(api.calls[1]?.body).toEqual({ image: png, settings: defaultSettings });
  });

  test('an id is encoded in the query', async () => {
    const client = await signedIn();
    await client.getDetectRegions({ id: 'a&b=c d/é' });
    expect(api.calls[1]?.parameters).toEqual({ id: 'a&b=c d/é' });
  });

  test('a failed task and an unknown status come as they are', async () => {
    api.use(unknownStatus({ polls: 1 }), fails({ messages: ['Out of ink.'] }));
    const client = await signedIn();
    const id = await client.postDetectRegions(page);
    expect((await client.getDetectRegions({ id })).taskStatus).toBe('Suspended');
    expect((await client.getDetectRegions({ id })).error).toEqual({ messages: ['Out of ink.'] });
  });

  test('a quoted id keeps its quotes: taking them off is left to the caller', async () => {
    api.use(quotedGuid());
    expect(await (await signedIn()).postDetectRegions(page)).toMatch(/^"[0-9a-f-]{36}"$/);
  });
});

describe.each(specOperations().map((operation) => [operation.operationId, operation] as const))(
  '%s through the generated client',
  (operationId, operation) => {
    const failures = [...operation.responses.values()].filter(({ status }) => status >= 400);

    test.each(failures.map(({ status, example }) => [status, example]))(
      'that is answered with %i rejects with the documented body',
      async (status, example) => {
        const client = await signedIn();
        api.use(answers(operationId, status));
        const error = await errorOf(calls[operationId](client));
        expect(error).toBeInstanceOf(ResponseError);
        const { response } = error as ResponseError;
        expect(response.status).toBe(status);
        const { instance: _, ...body } = (await response.json()) as ProblemDetails;
        const { instance: __, ...expected } = example as ProblemDetails;
        expect(body).toEqual(expected);
      },
    );

    test('that loses its connection rejects with the cause', async () => {
      const client = await signedIn();
      api.use(dropsConnection());
      const error = await errorOf(calls[operationId](client));
      expect(error).toBeInstanceOf(FetchError);
      expect((error as FetchError).cause).toBeInstanceOf(TypeError);
    });
  },
);

describe('a refused call tells', () => {
  test('the client that its secret is wrong', async () => {
    const { response } = (await errorOf(getToken('guess'))) as ResponseError;
    expect([response.status, (await response.json()).error]).toEqual([401, 'invalid_client']);
  });

  test('that there is no token', async () => {
    const client = new DetectRegionsApi(new Configuration({ basePath: origin }));
    const { response } = (await errorOf(client.getDetectRegions({ id: 'x' }))) as ResponseError;
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('the setting that is wrong', async () => {
    const client = await signedIn();
    const settings = { ...defaultSettings, rotate: 1.5 };
    const { response } = (await errorOf(
      client.postDetectRegions({ detectRegionsRequest: { image: png, settings } }),
    )) as ResponseError;
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      'settings.rotate must be of type integer; got 1.5.',
    ]);
  });

  test('when to try again', async () => {
    const client = await signedIn();
    api.use(rateLimited({ retryAfter: 9 }));
    const { response } = (await errorOf(client.getTaskStatus({ id: 'x' }))) as ResponseError;
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '9']);
  });
});

test('an answer that breaks off rejects', async () => {
  const client = await signedIn();
  api.use(truncates());
  await expect(client.getDetectRegions({ id: 'x' })).rejects.toThrow(TypeError);
});
