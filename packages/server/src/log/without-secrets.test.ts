import { expect, test } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

test.each([
  ['connect redis://:hidden@10.0.0.1:6379/1 failed', 'connect redis://:***@10.0.0.1:6379/1 failed'],
  ['rediss://user:hidden@host', 'rediss://user:***@host'],
  ['Authorization: Bearer hidden.hidden_hidden-1 was refused', 'Authorization: Bearer *** was refused'],
  ['basic aGlkZGVu=', 'basic ***'],
  ['the token eyJhbGciOi.eyJhaaa.c2lnbmF0 is bad', 'the token *** is bad'],
  ['grant_type=x&client_secret=hidden&x=1', 'grant_type=x&client_secret=***&x=1'],
  ['{"client_secret": "hidden"}', '{"client_secret": "***"}'],
  [`image ${'QUJD'.repeat(50)}== is bad`, 'image *** is bad'],
])('%s', (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});

test.each([
  "Error: ENOENT: no such file or directory, open '/var/lib/detect-regions/images/0b6f'",
  'UnavailableError: Redis is not available.',
  'listen on http://127.0.0.1:8707/healthz',
])('leaves alone: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('cuts what is long', () => {
  expect(withoutSecrets('word '.repeat(1000))).toHaveLength(1001);
});
