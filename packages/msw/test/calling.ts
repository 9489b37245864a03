import { type OperationId, operations } from '@detect-regions/spec';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { findSchemaProblems } from '../src/check-schema.ts';
import { createMockApi, type MockApi, type MockApiOptions } from '../src/index.ts';
import { specOperation } from '../src/spec-operations.ts';

export const origin = 'https://ocr.example';
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==';
export const credentials = { grant_type: 'client_credentials', client_id: 'me', client_secret: 'secret' };

/** Puts a mock in place of the network for the tests of a file (or a block), anew for each test. */
export function mocked(options: MockApiOptions = {}): MockApi {
  const api = createMockApi(options);
  const server = setupServer(...api.handlers);
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => api.reset());
  afterAll(() => server.close());
  return api;
}

/** What is wrong with an answer by the spec: its status, its headers, its media type, its body. */
export async function findAnswerProblems(operationId: OperationId, response: Response): Promise<string[]> {
  const documented = specOperation(operationId).responses.get(response.status);
  if (documented === undefined) return [`${response.status} is not a documented status of ${operationId}`];
  const problems = Object.keys(documented.headers)
    .filter((name) => !response.headers.has(name))
    .map((name) => `the header ${name} is missing`);
  const text = await response.clone().text();
  const type = response.headers.get('content-type');
  if (documented.mediaType === undefined) {
    return text === '' && type === null ? problems : [...problems, `there is a body of type ${type}`];
  }
  const negotiated =
    type?.startsWith('text/plain') === true && response.ok && operations[operationId].method === 'GET';
  if (!negotiated && type?.startsWith(documented.mediaType) !== true) {
    problems.push(`the media type is ${type}, not ${documented.mediaType}`);
  }
  const value: unknown = documented.mediaType === 'application/json' ? JSON.parse(text) : text;
  const { schema } = documented;
  if (schema === undefined) return [...problems, 'the spec has no schema'];
  return [...problems, ...findSchemaProblems(schema, value, '').map(({ message }) => message)];
}

export interface Calling {
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | FormData | URLSearchParams;
  readonly origin?: string;
  /** For answers that break the spec on purpose. */
  readonly offSpec?: boolean;
}

/** Calls an operation with a token, and fails when the answer does not keep to the spec. */
export async function call(operationId: OperationId, calling: Calling = {}): Promise<Response> {
  const { method, path } = operations[operationId];
  const { query = '', headers = {}, body } = calling;
  const response = await fetch(`${calling.origin ?? origin}${path}${query}`, {
    method,
    headers: { authorization: 'Bearer a-token', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const problems = calling.offSpec === true ? [] : await findAnswerProblems(operationId, response);
  if (problems.length > 0) throw new Error(`${operationId}: ${problems.join('; ')}`);
  return response;
}

/** Asks for a token by form. */
export const askToken = (
  form: Record<string, string> = credentials,
  calling: Calling = {},
): Promise<Response> => call('postToken', { body: new URLSearchParams(form), ...calling });

/** Submits a body as JSON. */
export const submit = (body: unknown = { image: png }, calling: Calling = {}): Promise<Response> =>
  call('postDetectRegions', {
    body: JSON.stringify(body),
    ...calling,
    headers: { 'content-type': 'application/json', accept: 'text/plain', ...calling.headers },
  });

/** Submits an image that is fine, and gives the id of its task. */
export const submitted = async (): Promise<string> => (await submit()).text();

export const poll = (id: string, calling: Calling = {}): Promise<Response> =>
  call('getDetectRegions', { query: `?id=${id}`, ...calling });

/** The statuses that so many polls of a task find. */
export async function statuses(id: string, polls: number): Promise<string[]> {
  const found: string[] = [];
  while (found.length < polls) found.push((await (await poll(id, { offSpec: true })).json()).taskStatus);
  return found;
}
