import { defaultSettings, type OperationId, operations } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { BASE_PATH } from '../src/index.ts';
import {
  basePath,
  cancelDetectRegionsRequest,
  getDetectRegionsRequest,
  getTaskStatusRequest,
  type OperationRequest,
  postDetectRegionsRequest,
  postTokenRequest,
} from '../src/requests.ts';

const image = 'iVBORw0KGgo=';
const id = 'an id & more';

const requests: Record<OperationId, OperationRequest> = {
  postToken: postTokenRequest({ grantType: 'client_credentials', clientId: 'a&b', clientSecret: 'c=d' }),
  postDetectRegions: postDetectRegionsRequest({ detectRegionsRequest: { image, settings: defaultSettings } }),
  getDetectRegions: getDetectRegionsRequest({ id }),
  cancelDetectRegions: cancelDetectRegionsRequest({ id }),
  getTaskStatus: getTaskStatusRequest({ id }),
};

describe.each(Object.values(operations))('the request of $operationId', (operation) => {
  const { method, path, headers, body } = requests[operation.operationId as OperationId];
  const url = new URL(path, basePath);

  test('has the method and the path of the spec', () => {
    expect({ method, path: url.pathname }).toEqual({ method: operation.method, path: operation.path });
  });

  test('carries the parameters of the spec', () => {
    const expected = operation.parameters.map(({ name }) => [name, id]);
    expect([...url.searchParams]).toEqual(expected);
  });

  test('accepts what the spec answers, and says what it sends', () => {
    // The first that it documents: of the good answer, or of a bad one where the good one has no body.
    const documented = operation.responses.flatMap(({ mediaTypes }) => mediaTypes);
    expect(headers.Accept).toBe(documented[0]);
    // fetch itself names the type of a form.
    const named = operation.requestMediaTypes.filter((type) => type !== 'application/x-www-form-urlencoded');
    expect(headers['Content-Type']).toBe(named[0]);
    expect(body === undefined).toBe(operation.requestMediaTypes.length === 0);
  });
});

test('the base path is that of the rest of the client', () => {
  expect(basePath).toBe(BASE_PATH);
});

test('an image goes as JSON, settings as they are given', () => {
  expect(JSON.parse(requests.postDetectRegions.body as string)).toEqual({ image, settings: defaultSettings });
});

test('a token is asked for by form, by the names of RFC 6749', () => {
  expect(String(requests.postToken.body)).toBe(
    'grant_type=client_credentials&client_id=a%26b&client_secret=c%3Dd',
  );
});
