import assert from 'node:assert/strict';
import type { JsonObject } from '@detect-regions/spec/document';
import { type Answer, PNG } from '../talk.ts';
import type { Case } from '../types.ts';
import { asking } from './well-formed.ts';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const mediaType = ({ headers }: Answer): string | undefined => headers.get('content-type')?.split(';')[0];

const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

const grantType = { grant_type: 'client_credentials' };

/** What official clients of the API were seen to need of a service: they break without it. */
export const officialClients: readonly Case[] = [
  {
    title: 'a submission is answered with the bare GUID as text/plain, whatever the caller accepts',
    why: 'quoted text keeps its quotes in all clients; JSON breaks Python',
    async run(talk) {
      for (const accept of [
        'text/plain',
        'application/json',
        '*/*',
        'text/plain, application/json, text/json',
      ]) {
        const answer = await talk.submit(undefined, { headers: { accept } });
        assert.equal(answer.status, 200);
        assert.equal(mediaType(answer), 'text/plain');
        assert.match(answer.text, GUID);
      }
    },
  },
  {
    title: 'an answer has no member that is not described, and none that is null',
    why: 'Java throws on nulls and on members that it does not know',
    async run(talk) {
      const regions = [{ left: 0, top: 8, right: 697, bottom: 441 }];
      const data = 'W1swLCA4LCA2OTcsIDQ0MV1d';
      const completed = { taskStatus: 'Completed', responseStatusCode: 'Ok' };
      const plain = await talk.task();
      await talk.service.ends({ regions });
      assert.deepEqual(await talk.until(plain, 'Completed'), {
        id: plain,
        ...completed,
        results: [{ type: 'Other', data }],
      });
      const warned = await talk.task();
      await talk.service.ends({ regions, warnings: ['It is dark.'] });
      assert.deepEqual(await talk.until(warned, 'Completed'), {
        id: warned,
        ...completed,
        results: [{ type: 'Other', data }],
        error: { warnings: ['It is dark.'] },
      });
      const failed = await talk.task();
      await talk.service.ends({ fails: true });
      const { error, ...rest } = await talk.until(failed, 'Error');
      assert.deepEqual(rest, { id: failed, taskStatus: 'Error', responseStatusCode: 'Error' });
      assert.deepEqual(Object.keys(error as JsonObject), ['messages']);
    },
  },
  {
    title:
      'without a good token the answer is 401, a ProblemDetails as application/json, with WWW-Authenticate: Bearer',
    why: 'Go and Python decode neither text/plain nor problem+json',
    async run(talk) {
      for (const accept of ['text/plain', 'application/json', '*/*']) {
        const answer = await talk.ask('x', { as: 'nobody', headers: { accept } });
        assert.equal(answer.status, 401);
        assert.equal(mediaType(answer), 'application/json');
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer\b/);
        const { title, status, detail } = answer.json();
        assert.match(answer.words('type'), /^https:/);
        assert.deepEqual([title, status], ['Unauthorized', 401]);
        assert.notEqual(detail, '');
      }
    },
  },
  {
    title: 'Rotate is taken as rotate, which counts where both are given',
    why: 'all official SDKs send Rotate',
    async run(talk) {
      await talk.task({ image: PNG, settings: { Rotate: 90 } });
      assert.equal((await talk.service.asked()).rotate, 90);
      await talk.service.ends({ regions: [] });
      const both = await talk.task({ image: PNG, settings: { Rotate: 90, rotate: 180 } });
      assert.equal((await talk.service.asked()).rotate, 180);
      await talk.service.ends({ regions: [] });
      await talk.until(both, 'Completed');
    },
  },
  {
    title: 'Rotate is what is complained of where it was sent and is wrong',
    why: 'a caller finds the member by the name that it has sent',
    async run(talk) {
      const answer = await talk.submit({ image: PNG, settings: { Rotate: 'ninety' } });
      assert.equal(answer.status, 400);
      assert.match(answer.words('detail'), /\bsettings\.Rotate\b/);
    },
  },
  {
    title: 'members that are not described are ignored, whatever they hold',
    why: 'all official SDKs send makeSpellCheck, resultType and others',
    async run(talk) {
      const unknown = { makeSpellCheck: true, resultType: 'Text', regions: [{ x: 1 }], Language: 1 };
      await talk.task({ image: PNG, extra: { deep: [1] }, settings: { ...unknown, language: 'German' } });
      assert.equal((await talk.service.asked()).language, 'German');
    },
  },
  {
    title: 'a token is given to a form, to multipart/form-data, and to HTTP Basic in either encoding',
    why: 'Java and .NET send a form, Python sends multipart, Go sends HTTP Basic',
    async run(talk) {
      for (const client of [0, 1] as const) {
        const { clientId, clientSecret } = talk.service.clients[client];
        const multipart = new FormData();
        for (const [name, value] of Object.entries(talk.grant(client))) multipart.append(name, value);
        const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
        const ways = [
          { body: new URLSearchParams(talk.grant(client)) },
          { body: multipart },
          { body: new URLSearchParams(grantType), headers: basic(encode(clientId), encode(clientSecret)) },
          { body: new URLSearchParams(grantType), headers: basic(clientId, clientSecret) },
        ];
        for (const [at, way] of ways.entries()) {
          const answer = await talk.call('postToken', way);
          assert.equal(answer.status, 200, `way ${at} of ${clientId}: ${answer.text}`);
          const { access_token: token } = answer.json();
          const headers = { authorization: `Bearer ${token}` };
          assert.equal((await talk.ask('x', { as: 'nobody', headers })).status, 200);
        }
      }
    },
  },
  {
    title: '/v5.0/DetectRegions answers as /v5.0/ocr/DetectRegions does',
    why: "the .NET client drops /ocr for any host but the cloud's",
    async run(talk) {
      const short = { path: '/v5.0/DetectRegions' };
      const id = await talk.task(undefined, short);
      assert.match(id, GUID);
      assert.equal((await talk.ask(id, short)).json().id, id);
      const status = { path: '/v5.0/Utilities/GetTaskStatus', query: { id } };
      assert.equal((await talk.call('getTaskStatus', status)).json().id, id);
      assert.equal((await talk.call('cancelDetectRegions', { ...short, query: { id } })).status, 200);
      assert.equal((await talk.ask(id)).json().taskStatus, 'NotExist');
    },
  },
  {
    title: 'a token is of the type Bearer, and good for an hour',
    why: 'clients assert the type',
    async run(talk) {
      const { access_token: token, ...rest } = (await talk.askToken()).json();
      assert.notEqual(token, '');
      assert.deepEqual(rest, { expires_in: 3600, token_type: 'Bearer' });
    },
  },
  {
    title: 'every answer about a task has its id, which is opaque: also one that is no GUID',
    why: 'clients assert the id; a documented example id is malformed',
    async run(talk) {
      for (const id of ['46ab3e7f-6a9c-4fb1-b9a5', 'no guid ä', '"quoted"', '0', '+', '%2B', 'a&b=c']) {
        for (const operation of asking) {
          const answer = await talk.call(operation, { query: { id } });
          assert.equal(answer.status, 200);
          assert.deepEqual(answer.json(), { id, taskStatus: 'NotExist', responseStatusCode: 'TaskNotFound' });
        }
      }
    },
  },
  {
    title: 'bytes that are no image are refused at once',
    why: 'a submission that is accepted is billed, whatever becomes of it',
    async run(talk) {
      const answer = await talk.submit({ image: Buffer.from('just text').toString('base64') });
      assert.equal(answer.status, 400);
      assert.match(answer.words('detail'), /^image must be a BMP, GIF, JPEG, PDF, PNG, SVG or TIFF/);
    },
  },
];
