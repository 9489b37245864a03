import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { ann, bob, TASKS, TOKEN, testService } from './service.ts';

const grant = { grant_type: 'client_credentials', client_id: 'ann', client_secret: ann.clientSecret };
const form = (members: Record<string, string>): URLSearchParams => new URLSearchParams(members);
const basic = (text: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

describe('no token is given', () => {
  test.each([
    ['a wrong secret', { body: form({ ...grant, client_secret: 'wrong' }) }],
    ['an unknown client', { body: form({ ...grant, client_id: 'nobody' }) }],
    ["another client's secret", { body: form({ ...grant, client_secret: bob.clientSecret }) }],
    [
      'a wrong secret by Basic',
      { body: form({ grant_type: 'client_credentials' }), headers: basic('ann:wrong') },
    ],
    ['a client named __proto__', { body: form({ ...grant, client_id: '__proto__' }) }],
  ])('for %s: 401 invalid_client', async (_, init) => {
    const service = await testService();
    const answer = await service.call('POST', TOKEN, init);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json()).toEqual({
      error: 'invalid_client',
      error_description: 'The client id or the client secret is wrong.',
    });
  });

  const twice = form(grant);
  twice.append('client_id', 'ann');
  const file = new FormData();
  for (const [name, value] of Object.entries(grant)) file.append(name, new File([value], 'x.txt'));
  const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };

  test.each<[string, Parameters<typeof fetch>[1] & object, string, RegExp]>([
    [
      'another grant',
      { body: form({ ...grant, grant_type: 'password' }) },
      'unsupported_grant_type',
      /client_credentials/,
    ],
    ['no grant', { body: form({ client_id: 'a', client_secret: 'b' }) }, 'invalid_request', /grant_type/],
    [
      'no id',
      { body: form({ grant_type: 'client_credentials', client_secret: 'b' }) },
      'invalid_request',
      /client_id/,
    ],
    [
      'no secret',
      { body: form({ grant_type: 'client_credentials', client_id: 'a' }) },
      'invalid_request',
      /client_secret/,
    ],
    ['nothing', { headers: urlencoded, body: '' }, 'invalid_request', /grant_type/],
    ['a member twice', { body: twice }, 'invalid_request', /twice/],
    ['files', { body: file }, 'invalid_request', /file/],
    ['credentials twice', { body: form(grant), headers: basic('ann:x') }, 'invalid_request', /not in both/],
    [
      'a broken Basic',
      { body: form(grant), headers: { authorization: 'Basic ***' } },
      'invalid_request',
      /Basic/,
    ],
    [
      'multipart that is none',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--y\r\nbroken' },
      'invalid_request',
      /Content-Type/,
    ],
    [
      'multipart without boundary',
      { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
      'invalid_request',
      /Content-Type/,
    ],
  ])('for %s: 400', async (_, init, error, description) => {
    const service = await testService();
    const answer = await service.call('POST', TOKEN, init as Parameters<typeof service.call>[2]);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({ error, error_description: expect.stringMatching(description) });
  });

  test('for JSON: 415', async () => {
    const service = await testService();
    const answer = await service.call('POST', TOKEN, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(grant),
    });
    expect(answer.status).toBe(415);
    expect(answer.json().detail).toMatch(/application\/x-www-form-urlencoded/);
  });

  test('for a large body: 413, announced or not', async () => {
    const service = await testService();
    const large = form({ ...grant, more: 'x'.repeat(20_000) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await service.call('POST', TOKEN, { headers, body: large })).status).toBe(413);
    const body = new Blob([large]).stream();
    expect((await service.call('POST', TOKEN, { headers, body, ...{ duplex: 'half' } })).status).toBe(413);
  });
});

describe('a token', () => {
  test('is good for its lifetime, and then refused as expired', async () => {
    let now = 1_700_000_000_000;
    const service = await testService({ tokenLifetimeSeconds: 60, now: () => now });
    const token = await service.token();
    const ask = () => service.call('GET', `${TASKS}?id=x`, { headers: { authorization: `Bearer ${token}` } });
    now += 59_000;
    expect((await ask()).status).toBe(200);
    now += 1000;
    const answer = await ask();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answer.json().detail).toMatch(/expired/);
  });

  test('tells its lifetime', async () => {
    const service = await testService({ tokenLifetimeSeconds: 60 });
    expect((await service.call('POST', TOKEN, { body: form(grant) })).json()).toMatchObject({
      expires_in: 60,
    });
  });

  test('of another service is refused', async () => {
    const [one, other] = [await testService(), await testService()];
    const authorization = `Bearer ${await one.token()}`;
    expect((await other.call('GET', `${TASKS}?id=x`, { headers: { authorization } })).status).toBe(401);
  });

  const unsigned = (claims: object): string =>
    `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

  test.each([
    ['nothing', 'Bearer'],
    ['an empty one', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
    ['no token at all', 'Bearer hello'],
    ['two tokens', 'Bearer a, Bearer b'],
    [
      'an unsigned one',
      `Bearer ${unsigned({ sub: 'ann', iss: 'detect-regions', aud: 'detect-regions', exp: 4e9 })}`,
    ],
    ['a very long one', `Bearer ${'a.'.repeat(5000)}`],
  ])('%s is refused with 401', async (_, authorization) => {
    const service = await testService();
    const answer = await service.call('GET', `${TASKS}?id=x`, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
  });

  test('signed with a guessed key, or changed in one letter, is refused', async () => {
    const service = await testService();
    const forged = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('detect-regions')
      .setAudience('detect-regions')
      .setSubject('ann')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32));
    const token = await service.token();
    const [head, claims = '', signature] = token.split('.');
    const changed = Buffer.from(Buffer.from(claims, 'base64url').toString().replace('ann', 'bob')).toString(
      'base64url',
    );
    for (const bad of [forged, [head, changed, signature].join('.')]) {
      const headers = { authorization: `Bearer ${bad}` };
      expect((await service.call('GET', `${TASKS}?id=x`, { headers })).status).toBe(401);
    }
  });

  test('never gets into the log, and neither does a secret', async () => {
    const service = await testService();
    const token = await service.token();
    await service.task();
    await service.call('GET', `${TASKS}?id=x`, { headers: { authorization: `Bearer ${token}x` } });
    await service.call('POST', TOKEN, { body: form({ ...grant, client_secret: 'wrong secret' }) });
    const log = JSON.stringify(service.log);
    for (const secret of [token, token.split('.')[2] as string, ann.clientSecret, 'wrong secret']) {
      expect(log).not.toContain(secret);
    }
    expect(log).toContain('"event":"request"');
  });
});

test('without clients, one is made up, at random', async () => {
  const [one, other] = [await testService({ clients: undefined }), await testService({ clients: undefined })];
  expect(one.credentials).toHaveLength(1);
  expect(one.credentials[0]?.clientSecret).toMatch(/^[\w-]{32}$/);
  expect(one.credentials[0]?.clientSecret).not.toBe(other.credentials[0]?.clientSecret);
  const [made] = one.credentials;
  const answer = await one.call('POST', TOKEN, {
    body: form({
      grant_type: 'client_credentials',
      client_id: made?.clientId ?? '',
      client_secret: made?.clientSecret ?? '',
    }),
  });
  expect(answer.status).toBe(200);
});
