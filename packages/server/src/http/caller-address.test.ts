import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { callerAddress } from './caller-address.ts';
import type { Env } from './env.ts';

/** The address that a request counts for, whose connection comes from another. */
async function addressOf(connection: string, forwarded: string | undefined, behindProxy: boolean) {
  const app = new Hono<Env>().get('/', (c) => c.text(callerAddress(c, behindProxy)));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const env = { incoming: { socket: { remoteAddress: connection } } };
  return (await app.request('/', { headers }, env)).text();
}

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('a connection from %s counts for %s', async (connection, expected) => {
  expect(await addressOf(connection, '203.0.113.1', false)).toBe(expected);
});

test.each([
  ['203.0.113.1', '203.0.113.1'],
  ['made up, 198.51.100.1 , 203.0.113.1', '203.0.113.1'],
  ['203.0.113.1:5000', '203.0.113.1'],
  ['[2001:db8:1:2::1]:5000', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  [undefined, '192.0.2.1'],
  ['', '192.0.2.1'],
  ['203.0.113.1, unknown', '192.0.2.1'],
])('behind a proxy that says %j it counts for %s', async (forwarded, expected) => {
  expect(await addressOf('192.0.2.1', forwarded, true)).toBe(expected);
});
