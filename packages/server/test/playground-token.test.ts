// Tokens that the page gets without credentials.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { describe, expect, test } from 'vitest';
import { firstCertificate, tlsFiles } from './certificates.ts';
import { ann, plainRequest, STATUS, TASKS, type TestService, testService } from './service.ts';

const CONFIG = '/playground/config';
const PAGE_TOKEN = '/playground/token';

type Headers = Readonly<Record<string, string>>;

/** A service that makes its credentials up, as `serve` does when it is told of none. */
function ownService(options: Parameters<typeof testService>[0] = {}): Promise<TestService> {
  return testService({ clients: undefined, ...options });
}

/** Asks as a browser does for a script of the page: from the page's origin, but for what is given. */
async function ask({ url }: TestService, headers: Headers = {}) {
  const { host } = new URL(url);
  return plainRequest(url + PAGE_TOKEN, {
    method: 'POST',
    headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...headers },
  });
}

async function signIn({ url }: TestService, headers: Headers = {}): Promise<unknown> {
  const answer = await plainRequest(url + CONFIG, {
    method: 'GET',
    headers: { host: new URL(url).host, ...headers },
  });
  return JSON.parse(answer.text).signIn;
}

describe('on loopback, without clients of its own', () => {
  test('the page gets a token, with which it may use the service', async () => {
    const service = await ownService();
    expect(await signIn(service)).toBe('automatic');
    const { status, text, headers } = await ask(service);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const { access_token: token, ...others } = JSON.parse(text);
    expect(others).toEqual({ expires_in: 3600, token_type: 'Bearer' });
    const authorization = `Bearer ${token}`;
    expect((await service.call('GET', `${STATUS}?id=x`, { headers: { authorization } })).status).toBe(200);
  });

  test.each(['localhost', '127.0.0.2', '[::1]'])('also by the name %s', async (name) => {
    const service = await ownService();
    const host = `${name}:${service.port}`;
    expect(await signIn(service, { host })).toBe('automatic');
    expect((await ask(service, { host, origin: `http://${host}` })).status).toBe(200);
  });

  test('a token of the page sees no tasks but those of the page', async () => {
    const service = await ownService();
    const [made] = service.credentials;
    if (made === undefined) throw new Error('no credentials');
    const id = await service.task(made);
    const authorization = `Bearer ${JSON.parse((await ask(service)).text).access_token}`;
    const seen = await service.call('GET', `${STATUS}?id=${id}`, { headers: { authorization } });
    expect(seen.json().taskStatus).toBe('NotExist');
    expect((await service.as(made, 'GET', `${STATUS}?id=${id}`)).json().taskStatus).not.toBe('NotExist');
  });

  test('nobody has a secret of the page: its client can not be signed in as', async () => {
    const service = await ownService();
    expect(service.credentials.map(({ clientId }) => clientId)).not.toContain('playground');
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'playground',
      client_secret: 'playground',
    });
    expect((await service.call('POST', '/connect/token', { body })).status).toBe(401);
  });

  test.each([
    ['of another origin', { origin: 'https://evil.example.com' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['of no origin', { origin: 'null' }],
    ['that says so itself', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling', { 'sec-fetch-site': 'same-site' }],
    ['that was typed in', { 'sec-fetch-site': 'none' }],
  ])('a page %s gets none, and can read no answer', async (_, headers: Headers) => {
    const service = await ownService({ cors: { origins: ['https://evil.example.com'] } });
    const answer = await ask(service, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.text).not.toContain('access_token');
  });

  test('a request without an origin gets none', async () => {
    const { url } = await ownService();
    const headers = { host: new URL(url).host };
    expect((await plainRequest(url + PAGE_TOKEN, { method: 'POST', headers })).status).toBe(403);
  });

  test.each(['evil.example.com', '127.0.0.1.evil.example.com', 'localhost.evil.example.com', '192.0.2.1'])(
    'a name that was made to lead here, %s, gets none',
    async (host) => {
      const service = await ownService();
      expect(await signIn(service, { host })).toBe('token');
      const { status, text } = await ask(service, { host, origin: `http://${host}` });
      expect(status).toBe(403);
      expect(JSON.parse(text).detail).toContain(host);
    },
  );

  test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])(
    'what a proxy passed on, by its %s, gets none',
    async (name) => {
      const service = await ownService();
      expect(await signIn(service, { [name]: '192.0.2.1' })).toBe('token');
      expect((await ask(service, { [name]: '192.0.2.1' })).status).toBe(403);
    },
  );

  test('no origin may ask first, not even one that may call the service', async () => {
    const origin = 'https://app.example.com';
    const service = await ownService({ cors: { origins: [origin] } });
    const asked = await service.call('OPTIONS', PAGE_TOKEN, {
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(asked.status).toBe(405);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('asking over and over is refused', async () => {
    const service = await ownService();
    const statuses: number[] = [];
    for (let i = 0; i < 61; i++) statuses.push((await ask(service)).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  test('is no longer good once the service has clients of its own', async () => {
    const signingKey = Buffer.alloc(32, 7).toString('base64');
    const first = await ownService({ signingKey });
    const authorization = `Bearer ${JSON.parse((await ask(first)).text).access_token}`;
    const second = await testService({ signingKey });
    expect((await second.call('GET', `${TASKS}?id=x`, { headers: { authorization } })).status).toBe(401);
  });
});

describe('there are none', () => {
  test.each([
    ['where clients are given', { clients: [ann] }],
    ['where a proxy says who asks', { behindProxy: true }],
    ['for a network', { host: '0.0.0.0', behindProxy: true }],
  ])('%s', async (_, options) => {
    const service = await ownService(options);
    expect(await signIn(service)).toBe('token');
    const { status, text } = await ask(service);
    expect(status).toBe(404);
    expect(JSON.parse(text).detail).toContain('Paste a token');
  });
});

test('with TLS the page is of the origin with https:, and no other', async () => {
  const service = await ownService({ tls: await tlsFiles(firstCertificate) });
  const { host } = new URL(service.url);
  const statuses: (number | undefined)[] = [];
  for (const scheme of ['https', 'http']) {
    const sent = request(service.url + PAGE_TOKEN, {
      method: 'POST',
      headers: { origin: `${scheme}://${host}` },
      ca: firstCertificate.cert,
      agent: false,
    }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    statuses.push(answer.statusCode);
  }
  expect(statuses).toEqual([200, 403]);
});
