import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import { Clients } from './clients.ts';
import { hashSecret } from './hashed-client.ts';

let compare: MockInstance<typeof crypto.timingSafeEqual>;

beforeEach(() => {
  compare = vi.spyOn(crypto, 'timingSafeEqual');
  // So that whoever imported it by name calls this one.
  syncBuiltinESMExports();
});

afterEach(() => {
  compare.mockRestore();
  syncBuiltinESMExports();
});

test.each([
  ['the right secret', 'ann', 'secret of ann', true],
  ['a wrong secret', 'ann', 'secret of bob', false],
  ['the start of the secret', 'ann', 'secret of an', false],
  ['a secret that is much longer', 'ann', 'secret of ann'.repeat(1000), false],
  ['no secret', 'ann', '', false],
  ['an unknown client', 'nobody', 'secret of ann', false],
  ['an unknown client without a secret', 'nobody', '', false],
  ['a name that objects have', '__proto__', 'secret of ann', false],
])(
  '%s is compared once, in constant time, by hashes of the same length',
  (_, clientId, clientSecret, right) => {
    const clients = new Clients([{ clientId: 'ann', clientSecret: 'secret of ann' }]);
    expect(clients.verify({ clientId, clientSecret })).toBe(right);
    expect(compare.mock.calls.map(([one, other]) => [one.byteLength, other.byteLength])).toEqual([[32, 32]]);
  },
);

test('a client may be given by the hash of its secret', () => {
  const clients = new Clients([{ clientId: 'ann', secretHash: hashSecret('secret of ann') }]);
  expect(clients.verify({ clientId: 'ann', clientSecret: 'secret of ann' })).toBe(true);
  expect(clients.verify({ clientId: 'ann', clientSecret: hashSecret('secret of ann') })).toBe(false);
});

test('a hash of noughts, with which unknown clients are compared, lets none of them in', () => {
  const clients = new Clients([]);
  vi.spyOn(crypto, 'timingSafeEqual').mockReturnValue(true);
  syncBuiltinESMExports();
  expect(clients.verify({ clientId: 'nobody', clientSecret: '' })).toBe(false);
});
