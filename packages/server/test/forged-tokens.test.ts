// Access tokens that nobody was given, or that are no longer good.
import { createHmac } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { ann, bob, TASKS, type TestService, testService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';

const key = Buffer.alloc(32, 7);
const signingKey = key.toString('base64');

const seconds = (): number => Math.floor(Date.now() / 1000);
const claims = (): JWTPayload => ({
  sub: 'ann',
  iss: 'detect-regions',
  aud: 'detect-regions',
  iat: seconds(),
  exp: seconds() + 60,
});

function signed(payload: JWTPayload, header: object = {}, by: Uint8Array = key): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', ...header }).sign(by);
}

function without(name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name));
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as libraries refuse to make it, with a signature that is right. */
function handSigned(header: object): string {
  const signed = `${part(header)}.${part(claims())}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

async function status(service: TestService, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await service.call('GET', `${TASKS}?id=x`, { headers })).status;
}

test('a token that is signed with the very key is good: what follows is refused for one reason each', async () => {
  const service = await testService({ signingKey });
  expect(await status(service, await signed(claims()))).toBe(200);
  expect(await status(service, handSigned({ alg: 'HS256' }))).toBe(200);
});

test.each<[string, () => Promise<string> | string]>([
  ['that says that it needs no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
  ['that says so in capitals', () => `${part({ alg: 'NONE' })}.${part(claims())}.`],
  [
    'that says so, and keeps a good signature',
    async () => `${part({ alg: 'none' })}.${(await signed(claims())).split('.').slice(1).join('.')}`,
  ],
  ['that lost its signature', async () => (await signed(claims())).replace(/[^.]*$/, '')],
  [
    'of a stronger algorithm with the same key',
    () => signed(claims(), { alg: 'HS512' }, Buffer.alloc(64, 7)),
  ],
  ['of another key', () => signed(claims(), {}, Buffer.alloc(32, 8))],
  ['that brings its own key', () => signed(claims(), { jwk: { kty: 'oct', k: 'AAAA' } }, Buffer.alloc(32))],
  [
    'that says where its key is',
    () => signed(claims(), { jku: 'http://127.0.0.1:1/', kid: '../../x' }, Buffer.alloc(32)),
  ],
  ['with an extension that must be understood', () => handSigned({ alg: 'HS256', crit: ['x'], x: 1 })],
  ['of another issuer', () => signed({ ...claims(), iss: 'elsewhere' })],
  ['for another audience', () => signed({ ...claims(), aud: 'elsewhere' })],
  ['without a subject', () => signed(without('sub'))],
  ['without an end', () => signed(without('exp'))],
  ['that has ended', () => signed({ ...claims(), exp: seconds() - 1 })],
  ['that has not begun', () => signed({ ...claims(), nbf: seconds() + 60 })],
  ['of a client that there is not', () => signed({ ...claims(), sub: 'nobody' })],
])('one %s is refused', async (_, make) => {
  const service = await testService({ signingKey });
  expect(await status(service, await make())).toBe(401);
});

test('a token is good after a restart with the same key, and never again after one with another', async () => {
  const before = await testService({ signingKey });
  const token = await before.token();
  await before.close();
  const same = await testService({ signingKey });
  expect(await status(same, token)).toBe(200);
  await same.close();
  const changed = await testService({ signingKey: Buffer.alloc(32, 8).toString('base64') });
  expect(await status(changed, token)).toBe(401);
});

test('a key that is kept in a folder signs for that folder alone', async () => {
  const one = await testService({ data: await temporaryFolder() });
  const other = await testService({ data: await temporaryFolder() });
  expect(await status(other, await one.token())).toBe(401);
});

test('the token of a client that was taken out of the list is refused', async () => {
  const before = await testService({ signingKey });
  const token = await before.token(bob);
  await before.close();
  const after = await testService({ signingKey, clients: [ann] });
  expect(await status(after, token)).toBe(401);
});
