import { expect, test } from 'vitest';
import { askToken, credentials, mocked, poll } from './calling.ts';

const api = mocked({
  clients: [
    { clientId: 'you', clientSecret: 'other' },
    { clientId: 'me', clientSecret: 'secret' },
  ],
});

const pollWith = async (token: string): Promise<number> =>
  (await poll('x', { headers: { authorization: `Bearer ${token}` } })).status;

test.each([
  { ...credentials, client_secret: 'guess' },
  { ...credentials, client_id: 'you' },
  { ...credentials, client_id: 'nobody' },
])('a client that the mock does not know gets no token: %j', async (form) => {
  const response = await askToken(form);
  expect([response.status, (await response.json()).error]).toEqual([401, 'invalid_client']);
});

test('only tokens that the mock issued are good, and only until a reset', async () => {
  const { access_token: token } = await (await askToken()).json();
  expect(await pollWith(token)).toBe(200);
  expect(await pollWith('made-up')).toBe(401);
  api.reset();
  expect(await pollWith(token)).toBe(401);
});
