import assert from 'node:assert/strict';
import type { OperationId } from '@detect-regions/spec';
import type { Case } from '../types.ts';
import { aboutTask, wellFormed } from './well-formed.ts';

/** Who may do what. */
export const authorization: readonly Case[] = [
  {
    title: 'an operation wants a token where the description says so, and nowhere else',
    why: 'a client sends a token by the description',
    async run(talk) {
      for (const { id, authenticated } of talk.description.operations) {
        const answer = await wellFormed(talk, id as OperationId, { as: 'nobody' });
        assert.equal(answer.status, authenticated ? 401 : 200, id);
      }
    },
  },
  {
    title: 'an Authorization header that holds no token of the service is refused',
    why: 'RFC 6750, section 3.1',
    async run(talk) {
      const malformed = ['', 'Bearer', 'Basic YW5uOng=', 'a-token', 'Bearer a b'];
      const refused = [
        ...malformed.map((authorization) => ({ authorization, error: 'invalid_request' })),
        { authorization: 'Bearer a-token', error: 'invalid_token' },
      ];
      for (const operation of ['postDetectRegions', ...aboutTask] as const) {
        const without = await wellFormed(talk, operation, { as: 'nobody' });
        assert.equal(without.headers.get('www-authenticate'), 'Bearer');
        for (const { authorization, error } of refused) {
          const answer = await wellFormed(talk, operation, { as: 'nobody', headers: { authorization } });
          assert.equal(answer.status, 401, `${operation} with "${authorization}"`);
          assert.equal(answer.headers.get('www-authenticate'), `Bearer error="${error}"`, authorization);
        }
      }
    },
  },
  {
    title: 'the token is looked at before anything else is',
    why: 'strangers learn nothing, and their bodies are not read',
    async run(talk) {
      const headers = { 'content-type': 'text/plain' };
      assert.equal((await talk.submit('{', { as: 'nobody', headers })).status, 401);
      assert.equal((await talk.call('getDetectRegions', { as: 'nobody' })).status, 401);
    },
  },
  {
    title: 'a task is for the client that submitted it: for others there is no such task',
    why: 'an id is no secret',
    async run(talk) {
      const id = await talk.task();
      for (const operation of ['getDetectRegions', 'getTaskStatus'] as const) {
        const answer = await talk.call(operation, { query: { id }, as: 1 });
        assert.deepEqual(answer.json(), { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });
      }
      assert.equal((await talk.call('cancelDetectRegions', { query: { id }, as: 1 })).status, 200);
      assert.notEqual((await talk.ask(id)).json().taskStatus, 'NotExist');
    },
  },
];
