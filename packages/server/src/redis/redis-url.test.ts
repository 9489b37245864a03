import { expect, test } from 'vitest';
import { parseRedisUrl } from './redis-url.ts';

test('a URL says where Redis is, and all else has a default', () => {
  expect(parseRedisUrl('redis://localhost')).toEqual({
    host: 'localhost',
    port: 6379,
    db: 0,
    username: undefined,
    password: undefined,
    tls: false,
    prefix: 'detect-regions',
    lockDuration: 30_000,
  });
});

test('a URL can say all of it', () => {
  const url = 'rediss://ann:p%40ss@[::1]:6380/3?prefix=pages-2&lockSeconds=5';
  expect(parseRedisUrl(url)).toEqual({
    host: '::1',
    port: 6380,
    db: 3,
    username: 'ann',
    password: 'p@ss',
    tls: true,
    prefix: 'pages-2',
    lockDuration: 5000,
  });
});

test.each([
  ['localhost:6379', 'redis://host:port'],
  ['http://localhost', 'redis://host:port'],
  ['redis://', 'redis://host:port'],
  ['redis://localhost/tasks', 'number of a database'],
  ['redis://localhost?prefix=a:b', 'letters, digits'],
  ['redis://localhost?prefix=', 'letters, digits'],
  ['redis://localhost?lockSeconds=0', 'whole number from 1'],
  ['redis://localhost?lockSeconds=soon', 'whole number from 1'],
  ['redis://localhost?family=6', 'prefix and lockSeconds'],
  ['redis://:%ff@localhost', 'percent-encoded'],
])('%s is refused, and told what it must have', (url, accepted) => {
  expect(() => parseRedisUrl(url)).toThrow(
    expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(accepted) }),
  );
});

test('a refusal does not tell the password', () => {
  expect(() => parseRedisUrl('redis://ann:hunter2@localhost/x')).toThrow(/^(?!.*hunter2)/);
});
