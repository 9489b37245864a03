import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkImageId } from './image-id.ts';

test('a UUID is an id', () => {
  const id = randomUUID();
  expect(checkImageId(id)).toBe(id);
});

test.each([
  '',
  '.',
  '..',
  '../a',
  'a/b',
  'a\\b',
  'a.b',
  'a\0b',
  'a%2fb',
  'a b',
  'A',
  'ä',
  '-a',
  'a\n',
  'a'.repeat(101),
])('%j is none', (id) => {
  expect(() => checkImageId(id)).toThrow(TypeError);
});
