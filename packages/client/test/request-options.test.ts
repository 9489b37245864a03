import { defaultSettings, type OperationId, operations } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { Configuration, DetectRegionsApi, type RequestOpts, RequiredError, TokenApi } from '../src/index.ts';

const token = 'Bearer a-token';
const detectRegions = new DetectRegionsApi(new Configuration({ accessToken: token }));
const tokens = new TokenApi(new Configuration({ accessToken: token }));
const image = 'iVBORw0KGgo=';

const builders: Record<OperationId, () => Promise<RequestOpts>> = {
  postToken: () =>
    tokens.postTokenRequestOpts({
      grantType: 'client_credentials',
      clientId: 'a&b',
      clientSecret: 'c=d',
    }),
  postDetectRegions: () =>
    detectRegions.postDetectRegionsRequestOpts({
      detectRegionsRequest: { image, settings: defaultSettings },
    }),
  getDetectRegions: () => detectRegions.getDetectRegionsRequestOpts({ id: 'an id' }),
  cancelDetectRegions: () => detectRegions.cancelDetectRegionsRequestOpts({ id: 'an id' }),
  getTaskStatus: () => detectRegions.getTaskStatusRequestOpts({ id: 'an id' }),
};

describe.each(Object.values(operations))('the request of $operationId', (operation) => {
  const build = builders[operation.operationId as OperationId];

  test('has the method and the path of the spec', async () => {
    const { method, path } = await build();
    expect({ method, path }).toEqual({ method: operation.method, path: operation.path });
  });

  test('carries the parameters of the spec', async () => {
    const { query } = await build();
    const expected = operation.parameters.map(({ name }) => [name, 'an id']);
    expect(query).toEqual(Object.fromEntries(expected));
  });

  test('carries a token only where the spec asks for one', async () => {
    const { headers } = await build();
    expect(headers.Authorization).toBe(operation.authenticated ? token : undefined);
  });
});

test('an image goes as JSON, settings as they are given', async () => {
  const { headers, body } = await builders.postDetectRegions();
  expect(headers['Content-Type']).toBe(operations.postDetectRegions.requestMediaTypes[0]);
  expect(body).toEqual({ image, settings: defaultSettings });
});

test('a token is asked for by form, by the names of RFC 6749', async () => {
  const { body } = await builders.postToken();
  expect(String(body)).toBe('grant_type=client_credentials&client_id=a%26b&client_secret=c%3Dd');
});

describe('a parameter that is missing is an error before any request:', () => {
  test.each<[string, () => Promise<RequestOpts>]>([
    // @ts-expect-error the id is required
    ['id', () => detectRegions.getDetectRegionsRequestOpts({})],
    // @ts-expect-error the id is required
    ['id', () => detectRegions.cancelDetectRegionsRequestOpts({})],
    // @ts-expect-error the id is required
    ['id', () => detectRegions.getTaskStatusRequestOpts({})],
    // @ts-expect-error the body is required
    ['detectRegionsRequest', () => detectRegions.postDetectRegionsRequestOpts({})],
    // @ts-expect-error the secret is required
    ['clientSecret', () => tokens.postTokenRequestOpts({ grantType: 'client_credentials', clientId: 'me' })],
  ])('%s', async (field, build) => {
    const error = await build().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RequiredError);
    expect((error as RequiredError).field).toBe(field);
  });
});
