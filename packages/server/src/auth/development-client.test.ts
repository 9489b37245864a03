import { expect, test } from 'vitest';
import { developmentClient } from './development-client.ts';

const key = new Uint8Array(32).fill(7);

test('follows from the key: the same each time, another for another key', () => {
  const client = developmentClient(key);
  expect(developmentClient(key)).toEqual(client);
  const other = developmentClient(new Uint8Array(32).fill(8));
  expect(other.clientId).not.toBe(client.clientId);
  expect(other.clientSecret).not.toBe(client.clientSecret);
});

test('has a UUID as its id, and a secret that goes into a shell line and a form as it is', () => {
  const { clientId, clientSecret } = developmentClient(key);
  expect(clientId).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(clientSecret).toMatch(/^[\w-]{32}$/);
});

test('tells nothing of the key', () => {
  const { clientSecret } = developmentClient(key);
  expect(Buffer.from(clientSecret, 'base64url').equals(key)).toBe(false);
});
