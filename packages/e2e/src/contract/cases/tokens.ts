import assert from 'node:assert/strict';
import type { Talk } from '../talk.ts';
import type { Case } from '../types.ts';

const BODY = 'application/x-www-form-urlencoded';

/** Asks for a token by the text of a form, and gives the status and the code of the error. */
async function refusal(talk: Talk, body: string, headers: Record<string, string> = {}): Promise<unknown[]> {
  const answer = await talk.call('postToken', { body, headers: { 'content-type': BODY, ...headers } });
  return [answer.status, answer.json().error];
}

/** Tokens, by RFC 6749, section 4.4, and RFC 6750. */
export const tokens: readonly Case[] = [
  {
    title: 'a token is not to be stored on its way',
    why: 'RFC 6749, section 5.1',
    async run(talk) {
      assert.equal((await talk.askToken()).headers.get('cache-control'), 'no-store');
    },
  },
  {
    title: 'a wrong secret and an unknown client are refused alike, with the scheme that is for clients',
    why: "RFC 6749, section 5.2; whether there is such a client is nobody's business",
    async run(talk) {
      const wrong = await talk.askToken({ client_secret: 'wrong' });
      const unknown = await talk.askToken({ client_id: 'nobody' });
      assert.equal(wrong.status, 401);
      assert.equal(wrong.json().error, 'invalid_client');
      assert.match(wrong.headers.get('www-authenticate') ?? '', /^Basic\b/);
      assert.deepEqual([unknown.status, unknown.text], [wrong.status, wrong.text]);
      assert.equal(unknown.headers.get('www-authenticate'), wrong.headers.get('www-authenticate'));
    },
  },
  {
    title: 'another grant is refused by its own code',
    why: 'RFC 6749, section 5.2',
    async run(talk) {
      const answer = await talk.askToken({ grant_type: 'password' });
      assert.deepEqual([answer.status, answer.json().error], [400, 'unsupported_grant_type']);
      assert.match(answer.words('error_description'), /grant_type.*client_credentials/);
    },
  },
  {
    title: 'a form that is no request for a token is refused, with the name of what is missing',
    why: 'RFC 6749, section 5.2',
    async run(talk) {
      for (const name of ['grant_type', 'client_id', 'client_secret']) {
        for (const form of [{ ...talk.grant(), [name]: '' }, without(talk.grant(), name)]) {
          const answer = await talk.call('postToken', { body: new URLSearchParams(form) });
          assert.deepEqual([answer.status, answer.json().error], [400, 'invalid_request']);
          assert.match(answer.words('error_description'), new RegExp(`\\b${name}\\b`));
        }
      }
    },
  },
  {
    title: 'a member that comes twice is refused',
    why: 'RFC 6749, section 3.2; which of them counts would be a guess',
    async run(talk) {
      const form = new URLSearchParams(talk.grant());
      for (const name of ['client_id', 'client_secret', 'grant_type']) {
        const twice = `${form}&${name}=${encodeURIComponent(form.get(name) ?? '')}`;
        assert.deepEqual(await refusal(talk, twice), [400, 'invalid_request'], name);
      }
    },
  },
  {
    title: 'credentials in the header and in the body at once are refused',
    why: 'RFC 6749, section 2.3: one way of authentication a request',
    async run(talk) {
      const authorization = `Basic ${btoa('ann:secret of ann')}`;
      const body = String(new URLSearchParams(talk.grant()));
      assert.deepEqual(await refusal(talk, body, { authorization }), [400, 'invalid_request']);
    },
  },
  {
    title: 'credentials in a header that is no Basic by RFC 7617 are refused',
    why: 'a caller that sends them wrongly is told so, not that they are wrong',
    async run(talk) {
      for (const credentials of ['', '!!!', btoa('no colon')]) {
        const headers = { authorization: `Basic ${credentials}` };
        const body = 'grant_type=client_credentials';
        assert.deepEqual(await refusal(talk, body, headers), [400, 'invalid_request'], credentials);
      }
    },
  },
  {
    title: 'a body of another type is refused',
    why: 'RFC 6749, section 4.4.2 wants a form',
    async run(talk) {
      const body = JSON.stringify(talk.grant());
      for (const type of ['application/json', 'text/plain']) {
        assert.equal((await talk.call('postToken', { body, headers: { 'content-type': type } })).status, 415);
      }
    },
  },
  {
    title: 'a body that is too large is refused',
    why: 'a request for a token comes from strangers',
    async run(talk) {
      assert.equal((await talk.askToken({ client_secret: 'x'.repeat(20_000) })).status, 413);
    },
  },
  {
    title: 'a token is good until it expires, whatever the case of its scheme',
    why: 'RFC 6750, section 2.1; RFC 9110, section 11.1',
    async run(talk) {
      const { access_token: token, expires_in: seconds } = (await talk.askToken()).json();
      for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
        const headers = { authorization: `${scheme} ${token}` };
        assert.equal((await talk.ask('x', { as: 'nobody', headers })).status, 200, scheme);
      }
      const headers = { authorization: `Bearer ${token}` };
      talk.service.passes(Number(seconds) - 60);
      assert.equal((await talk.ask('x', { as: 'nobody', headers })).status, 200);
      talk.service.passes(61);
      const late = await talk.ask('x', { as: 'nobody', headers });
      assert.equal(late.status, 401);
      assert.match(late.words('detail'), /expired/);
    },
  },
];

function without(form: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(form).filter(([member]) => member !== name));
}
