import { describe, expect, test } from 'vitest';
import { ServerError } from './errors.ts';
import type { ServerOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';

describe('where it listens', () => {
  test.each(['127.0.0.1', '127.9.8.7', '::1', 'localhost'])('%s is loopback', (host) => {
    expect(resolveOptions({ host }).host).toBe(host);
  });

  test.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.0.0.1.example.com'])(
    '%j is refused, and the message says what to do',
    (host) => {
      expect(() => resolveOptions({ host })).toThrow(/behindProxy/);
    },
  );

  test('behind a proxy, any address is taken', () => {
    expect(resolveOptions({ host: '0.0.0.0', behindProxy: true }).host).toBe('0.0.0.0');
  });

  test('with a certificate, any address is taken', () => {
    const tls = { certFile: 'cert.pem', keyFile: 'key.pem' };
    expect(resolveOptions({ host: '0.0.0.0', tls })).toMatchObject({ host: '0.0.0.0', tls });
  });

  test('by default it is port 8707 of 127.0.0.1, as the spec says', () => {
    expect(resolveOptions({})).toMatchObject({ host: '127.0.0.1', port: 8707 });
  });
});

test.each<[string, ServerOptions, RegExp]>([
  ['a port beyond 65535', { port: 65_536 }, /^port must be/],
  ['a broken port', { port: 1.5 }, /^port must be/],
  ['no concurrency', { concurrency: 0 }, /^concurrency must be/],
  ['a broken lifetime', { tokenLifetimeSeconds: Number.NaN }, /^tokenLifetimeSeconds must be/],
  ['a negative limit', { limits: { imageBytes: -1 } }, /^limits\.imageBytes must be/],
  [
    'a limit that is none',
    { limits: { pages: 1 } as object },
    /^limits\.pages is not a limit; there are imageBytes,/,
  ],
  ['half a process', { ownsProcess: 1 as never }, /^ownsProcess must be true or false; got 1/],
  ['no data folder', { data: '' }, /^data must be/],
  ['no place for images', { images: '' }, /^images must be/],
  ['a queue that is no Redis', { queue: 'http://example.com' }, /^queue must be a redis:/],
  ['a queue that is no URL', { queue: 'example.com:6379' }, /^queue must be a redis:/],
  ['a queue without a place for images', { queue: 'redis://localhost' }, /^queue needs images/],
  ['a short key', { signingKey: Buffer.alloc(31).toString('base64') }, /^signingKey must be 32 bytes/],
  ['a key that is no Base64', { signingKey: `${'A'.repeat(50)}!` }, /^signingKey must be 32 bytes/],
  [
    'headers that may take longer than their request',
    { limits: { requestSeconds: 5 } },
    /^limits\.headersSeconds must be limits\.requestSeconds \(5\) or less; got 10\./,
  ],
  ['an address that is empty', { host: '' }, /^host must be/],
  [
    'a rate without time',
    { rateLimit: { requests: 5 } as never },
    /^rateLimit must be \{ requests, seconds \}/,
  ],
  [
    'a key without certificate',
    { tls: { keyFile: 'a' } as never },
    /^tls\.certFile and tls\.keyFile must be/,
  ],
  ['any origin', { cors: { origins: ['*'] } }, /^cors\.origins must be origins such as/],
  ['an origin with a path', { cors: { origins: ['https://a.example/'] } }, /^cors\.origins must be/],
  [
    'one origin without a list',
    { cors: { origins: 'https://a.example' as never } },
    /^cors\.origins must be a list/,
  ],
  ['metrics without a port', { metrics: { host: '::1' } as never }, /^metrics\.port must be/],
  [
    'a hash that is none',
    { clients: [{ clientId: 'a', secretHash: 'secret' }] },
    /^clients\[0\]\.secretHash must be one that hashSecret made\.$/,
  ],
  ['no clients', { clients: [] }, /^clients must not be empty/],
  ['a client without id', { clients: [{ clientId: '', clientSecret: 's' }] }, /^clients\[0\]\.clientId/],
  [
    'a client without secret',
    { clients: [{ clientId: 'a', clientSecret: '' }] },
    /^clients\[0\]\.clientSecret/,
  ],
  [
    'a client twice',
    {
      clients: [
        { clientId: 'a', clientSecret: 'b' },
        { clientId: 'a', clientSecret: 'c' },
      ],
    },
    /^clients\[1\]\.clientId/,
  ],
])('%s is refused by name', (_, options, message) => {
  expect(() => resolveOptions(options)).toThrow(ServerError);
  expect(() => resolveOptions(options)).toThrow(message);
});

test('a limit that is left out has its default', () => {
  const { limits } = resolveOptions({ limits: { pendingTasks: 5, imageBytes: undefined } as object });
  expect(limits).toMatchObject({ pendingTasks: 5, imageBytes: 104_857_600 });
});

test('a signing key is decoded', () => {
  const key = Buffer.alloc(32, 7);
  expect(resolveOptions({ signingKey: key.toString('base64') }).signingKey).toEqual(key);
  expect(resolveOptions({}).signingKey).toBeUndefined();
});
