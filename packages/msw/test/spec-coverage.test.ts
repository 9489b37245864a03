import { type OperationId, operations } from '@detect-regions/spec';
import { describe, expect, test } from 'vitest';
import { answers } from '../src/index.ts';
import { specOperations } from '../src/spec-operations.ts';
import { askToken, call, findAnswerProblems, mocked, poll, submit } from './calling.ts';

const api = mocked();
const success: Record<OperationId, () => Promise<Response>> = {
  postToken: () => askToken(),
  postDetectRegions: () => submit(),
  getDetectRegions: () => poll('some-id'),
  cancelDetectRegions: () => call('cancelDetectRegions', { query: '?id=some-id' }),
  getTaskStatus: () => call('getTaskStatus', { query: '?id=some-id' }),
};

test('the operations read from the document are those of the table', () => {
  const read = specOperations().map(({ operationId, method, path, authenticated, responses, bodies }) => ({
    operationId,
    method,
    path,
    authenticated,
    statuses: [...responses.keys()],
    bodies: [...bodies.keys()],
  }));
  const table = Object.values(operations).map((row) => ({
    operationId: row.operationId,
    method: row.method,
    path: row.path,
    authenticated: row.authenticated,
    statuses: row.responses.map(({ status }) => status),
    bodies: row.requestMediaTypes,
  }));
  expect(read).toEqual(table);
});

describe.each(specOperations().map((operation) => [operation.operationId, operation] as const))(
  '%s',
  (id, operation) => {
    test('answers a good request with its documented success', async () => {
      const response = await success[id]();
      expect(response.ok).toBe(true);
      expect(api.calls[0]).toMatchObject({ operationId: id, status: 200, problems: [] });
    });

    test.each([...operation.responses.keys()])(
      'answers %i as the spec documents it, when told to',
      async (status) => {
        api.use(answers(id, status));
        // Fails when the status, a header, the media type or the body is not what the spec says.
        expect((await success[id]()).status).toBe(status);
      },
    );
  },
);

describe('the check of answers finds', () => {
  test.each<[string, Response, string]>([
    ['a status', new Response(null, { status: 418 }), '418 is not a documented status'],
    ['a header', Response.json({}, { status: 401 }), 'the header www-authenticate is missing'],
    ['a media type', new Response('{}', { status: 400 }), 'the media type is text/plain'],
    ['a body', Response.json({ taskStatus: 'Paused' }), 'taskStatus must be one of'],
  ])('%s that is wrong', async (_name, response, problem) => {
    expect((await findAnswerProblems('getDetectRegions', response)).join()).toContain(problem);
  });
});
