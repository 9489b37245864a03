import { expect, test } from 'vitest';
import { preferredType } from './accept.ts';

const offered = ['application/json', 'text/plain'] as const;

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['text/plain', 'text/plain'],
  ['Text/Plain', 'text/plain'],
  ['text/plain, application/json', 'application/json'],
  ['text/plain;q=0.5, */*;q=0.8', 'application/json'],
  ['text/plain, */*;q=0.8', 'text/plain'],
  ['text/*', 'text/plain'],
  ['application/json;q=0, */*', 'text/plain'],
  ['application/*;q=0.1, text/plain;q=0.2', 'text/plain'],
  ['image/png', 'application/json'],
  [';;,q=', 'application/json'],
])('Accept: %s is answered in %s', (accept, type) => {
  expect(preferredType(accept, offered)).toBe(type);
});
